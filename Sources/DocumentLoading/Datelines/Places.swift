// Cities that open datelines, for where nothing but the name tells a dateline from a sentence.

import ArticleModel
import TextAnalysis

enum Places {
  /// Whether a text is the name of a city that many reports are filed from.
  static func contains(_ name: String) -> Bool { names.contains(TextFolding.fold(name)) }

  /// Whether a text is a country or a state, as it stands in brackets after a city.
  static func isRegion(_ name: String) -> Bool { regions.contains(TextFolding.fold(name)) }

  private static let regions: Set<String> = Set(
    """
    Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Georgia, \
    Hawaii, Idaho, Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, \
    Massachusetts, Michigan, Minnesota, Mississippi, Missouri, Montana, Nebraska, Nevada, New \
    Hampshire, New Jersey, New Mexico, New York, North Carolina, North Dakota, Ohio, Oklahoma, Oregon, \
    Pennsylvania, Rhode Island, South Carolina, South Dakota, Tennessee, Texas, Utah, Vermont, \
    Virginia, Washington, West Virginia, Wisconsin, Wyoming, Ontario, Quebec, Alberta, Oder, Main, \
    Bayern, Sachsen, Hessen, Tirol, Kärnten, Steiermark, Burgenland, Vorarlberg, Niederösterreich, \
    Oberösterreich, Schweiz, Österreich, Deutschland, Frankreich, Italien, Spanien, Polen, Ungarn, \
    Ukraine, Russia, Germany, France, Italy, Spain, Poland, Switzerland, Austria, England, Scotland, \
    Wales, Ireland, Canada, Mexico, India, China, Japan, Australia, Turkey, Greece, Brasil, Argentina
    """.split(separator: ",").map { TextFolding.fold(SafeText(line: $0).string) })

  /// The place with which a run of ideographs ends, if one is known.
  static func suffix(of run: String) -> String? {
    for length in [5, 4, 3, 2] where run.count > length {
      let tail = String(run.suffix(length))
      if names.contains(TextFolding.fold(tail)) { return tail }
    }
    return nil
  }

  private static let names: Set<String> = {
    var names: Set<String> = []
    for list in lists {
      for name in list.split(separator: ",") {
        names.insert(TextFolding.fold(String(name.drop(while: { $0 == " " || $0 == "\n" }))))
      }
    }
    return names
  }()

  private static let lists = [
    """
    Abidjan, Abu Dhabi, Abuja, Accra, Addis Ababa, Algiers, Amman, Amsterdam, Ankara, Athens, Atlanta, \
    Baghdad, Baku, Bangkok, Barcelona, Beijing, Beirut, Belgrade, Berlin, Berne, Bern, Bogota, Bombay, \
    Boston, Brasilia, Bratislava, Brussels, Bucharest, Budapest, Buenos Aires, Cairo, Calcutta, \
    Canberra, Cape Town, Caracas, Chennai, Chicago, Colombo, Copenhagen, Dakar, Dallas, Damascus, \
    Delhi, Denver, Detroit, Dhaka, Doha, Dubai, Dublin, Edinburgh, Frankfurt, Geneva, Glasgow, Gaza, \
    Hanoi, Harare, Havana, Helsinki, Hong Kong, Houston, Hyderabad, Islamabad, Istanbul, Jakarta, \
    Jerusalem, Johannesburg, Kabul, Karachi, Kathmandu, Khartoum, Kiev, Kinshasa, Kolkata, Kuala Lumpur, \
    Kyiv, Lagos, Lahore, Lima, Lisbon, London, Los Angeles, Lucknow, Luxembourg, Madrid, Manila, \
    Melbourne, Mexico City, Miami, Milan, Minsk, Mogadishu, Montreal, Moscow, Mumbai, Munich, Nairobi, \
    New Delhi, New York, Nicosia, Oslo, Ottawa, Paris, Patna, Philadelphia, Phnom Penh, Prague, Pretoria, \
    Pyongyang, Quito, Rabat, Ramallah, Reykjavik, Riga, Rio de Janeiro, Riyadh, Rome, San Francisco, \
    Santiago, Sao Paulo, Sarajevo, Seattle, Seoul, Shanghai, Singapore, Sofia, Srinagar, Stockholm, \
    Strasbourg, Sydney, Taipei, Tallinn, Tashkent, Tbilisi, Tehran, Tel Aviv, The Hague, Tokyo, \
    Toronto, Tripoli, Tunis, United Nations, Vancouver, Vatican City, Vienna, Vilnius, Warsaw, \
    Washington, Wellington, Yangon, Yerevan, Zagreb, Zurich
    """,
    """
    Wien, München, Köln, Zürich, Genf, Brüssel, Moskau, Rom, Mailand, Prag, Warschau, Athen, Kairo, \
    Jerusalem, Peking, Tokio, Kiew, Lissabon, Kopenhagen, Graz, Linz, Salzburg, Innsbruck, Klagenfurt, \
    Bregenz, Eisenstadt, Hamburg, Düsseldorf, Stuttgart, Genève, Bruxelles, Londres, Moscou, Pékin, \
    Le Caire, Marseille, Lyon, Strasbourg, Alger, Ginebra, Londres, Moscú, Pekín, Bruselas, Roma, \
    Milano, Napoli, Torino, Firenze, Venezia, Palermo, Bologna, Ginevra, Parigi, Londra, Mosca, \
    Bruxelles, Pechino, Lisboa, Brasília, São Paulo, Porto, Sevilla, Valencia, Bilbao, Bogotá, \
    México, Ciudad de México, Den Haag, Rotterdam, Utrecht, Antwerpen, Göteborg, Malmö, København, \
    Warszawa, Kraków, Gdańsk, Praha, Bratislava, İstanbul, İzmir, Cenevre, Atina, Hà Nội, TP HCM
    """,
    """
    Москва, Санкт-Петербург, Петербург, Киев, Минск, Женева, Лондон, Париж, Берлин, Вашингтон, \
    Нью-Йорк, Пекин, Токио, Брюссель, Рим, Варшава, Тбилиси, Ереван, Баку, Астана, Алматы, Ташкент, \
    Новосибирск, Екатеринбург, Казань, Стамбул, Анкара, Тегеран, Каир, Київ, Львів, Харків, Одеса, \
    Женева, Брюссель, Вашингтон, София, Белград, Αθήνα, Θεσσαλονίκη, Λευκωσία, Γενεύη, Βρυξέλλες
    """,
    """
    القاهرة, بيروت, دمشق, بغداد, الرياض, جدة, دبي, أبوظبي, الدوحة, عمان, عمّان, القدس, غزة, رام الله, \
    تونس, الجزائر, الرباط, طرابلس, الخرطوم, صنعاء, عدن, الكويت, المنامة, مسقط, جنيف, لندن, باريس, \
    واشنطن, نيويورك, موسكو, برلين, طهران, أنقرة, إسطنبول, بكين, تهران, مشهد, اصفهان, کابل, ژنو, \
    نئی دہلی, اسلام آباد, کراچی, لاہور, לונדון, ירושלים, תל אביב, חיפה, ז'נבה, פריז, ניו יורק, \
    וושינגטון, ברלין, מוסקבה, רמאללה, עזה
    """,
    """
    北京, 上海, 广州, 深圳, 天津, 重庆, 香港, 澳门, 台北, 臺北, 高雄, 台中, 广州, 武汉, 成都, 西安, 南京, 杭州, \
    沈阳, 哈尔滨, 济南, 郑州, 长沙, 昆明, 拉萨, 乌鲁木齐, 联合国, 日内瓦, 日內瓦, 华盛顿, 華盛頓, 纽约, 紐約, \
    伦敦, 倫敦, 巴黎, 柏林, 莫斯科, 东京, 東京, 首尔, 首爾, 基辅, 基輔, 布鲁塞尔, 布魯塞爾, 日内瓦, 开罗, \
    耶路撒冷, 德黑兰, 新德里, 曼谷, 河内, 新加坡, 悉尼, 堪培拉, 维也纳, 罗马, 马德里, 大阪, 名古屋, 札幌, 福岡, \
    京都, ワシントン, ニューヨーク, ロンドン, パリ, ジュネーブ, ベルリン, モスクワ, ソウル, カイロ, 서울, 부산, \
    도쿄, 베이징, 워싱턴, 뉴욕, 런던, 파리, 제네바, 베를린, 모스크바, 대전, 대구, 광주, 인천, 세종, 제주
    """,
    """
    नई दिल्ली, दिल्ली, मुंबई, लखनऊ, पटना, जयपुर, भोपाल, कोलकाता, चेन्नई, लंदन, पेरिस, जिनेवा, \
    वॉशिंगटन, वाशिंगटन, न्यूयॉर्क, ঢাকা, কলকাতা, சென்னை, புதுடெல்லி, กรุงเทพฯ, กรุงเทพ
    """,
  ]
}
