// The words under which papers list what else they have, in many languages.

import ArticleModel
import TextAnalysis

enum RelatedLabels {
  /// Whether a line is a label and nothing else: `Related:`, `— Lire aussi —`, `## Mehr zum Thema`.
  static func isLabel(_ line: String) -> Bool {
    line.utf8.count <= 120 && labels.contains(HeadlineKey.of(line))
  }

  /// The headline after a label on its own line: `MORE: Harbour Opens Again`, also in brackets.
  static func inline(_ line: String) -> SafeText? {
    guard let text = mayHoldDivider(line) ? unbracketed(line[...]) : nil else { return nil }
    let scalars = text.unicodeScalars
    var place = scalars.startIndex
    for _ in 0..<40 where place < scalars.endIndex {
      let next = scalars.index(after: place)
      // A label may hold a dash itself: then a later divider closes it.
      if isDivider(scalars[place]), isLabel(String(text[..<place])) {
        let rest = text[next...].drop { "-–—|:> ".contains($0) }
        return rest.isEmpty ? nil : SafeText(line: rest)
      }
      place = next
    }
    return nil
  }

  /// A quick look at the bytes of the opening: most lines have no colon, bar or dash there.
  private static func mayHoldDivider(_ line: String) -> Bool {
    var line = line
    return line.withUTF8 { bytes in
      bytes.prefix(120).contains { byte in
        byte == 0x3A || byte == 0x7C || byte == 0x2D || byte == 0xE2 || byte == 0xEF || byte == 0xC2
      }
    }
  }

  private static func isDivider(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ":", "：", "–", "—", "|", "»", "-", "›", "→", "▶", "►": true
    default: false
    }
  }

  private static func unbracketed(_ line: Substring) -> Substring {
    guard let first = line.first, "([（【*_".contains(first), let last = line.last else {
      return line
    }
    let pairs: [Character: Character] = [
      "(": ")", "[": "]", "（": "）", "【": "】", "*": "*", "_": "_",
    ]
    guard pairs[first] == last, line.dropFirst().first != nil else { return line }
    return unbracketed(line.dropFirst().dropLast())
  }

  private static let labels: Set<String> = {
    var labels: Set<String> = []
    for language in lists {
      for label in language.split(separator: ",") {
        labels.insert(HeadlineKey.of(String(label)))
      }
    }
    return labels
  }()

  private static let lists = [
    // English
    """
    Related, Related stories, Related story, Related articles, Related article, Related news,
    Related headlines, Related headline, Related coverage, Related content, Related links, Related topics,
    Related reading, Related posts, Read more, Read more on this story, Read more here, Read also, Read next,
    Also read, See also, See more, More, More on this story, More on this, More on this topic, More on the story, More stories,
    More news, More headlines, More coverage, More from this story, More like this, More to read, More to explore, More reading,
    Also on this story, Also in the news, Also in this section, Also see, In other news, Other news, Other stories, Other headlines,
    Further reading, Recommended, Recommended for you, Recommended reading, You may also like,
    You might also like, You may also be interested in, Elsewhere, On this story,
    Earlier, Earlier stories, Earlier on this story, Previously, Previous stories, Previous coverage, Background, In depth, Go deeper,
    Continue reading, Keep reading, Don't miss, Must read, Top stories, What to read next, Read this next, Up next, Next, Latest,
    Latest news, Latest headlines, Watch, Watch more, Listen, Related video, Most read, Trending, Linked stories, Links,
    Also, Editor's picks, Our coverage, Full coverage, Follow the story, Follow this story, Stories on this topic
    """,
    // German
    """
    Mehr zum Thema, Mehr dazu, Mehr lesen, Mehr, Mehr Nachrichten, Mehr aus dem Ressort, Lesen Sie auch, Lesen Sie mehr, Lesen Sie dazu,
    Lesen Sie hier, Lesen Sie weiter, Auch interessant, Auch lesenswert, Siehe auch, Zum Thema, Zum Weiterlesen, Weiterlesen, Weitere Artikel,
    Weitere Artikel zum Thema, Weitere Meldungen, Weitere Nachrichten, Weitere Themen, Weitere Berichte, Weiteres, Weiterführende Links,
    Ähnliche Artikel, Verwandte Artikel, Verwandte Themen, Verwandtes, Verwandte Beiträge, Das könnte Sie auch interessieren,
    Das könnte dich auch interessieren, Passend dazu, Dazu passend, Hintergrund, Mehr zu diesem Thema, Links zum Thema, Links, Empfohlen
    """,
    // French
    """
    À lire aussi, Lire aussi, Lire également, A lire également, Lire plus, Lire la suite, À lire, Voir aussi, Sur le même sujet, Sur le même thème,
    Dans la même rubrique, En savoir plus, Articles liés, Articles connexes, Articles associés, À voir aussi, Plus d'articles, Pour aller plus loin,
    Nos articles, Notre dossier, À découvrir, Autres articles, Plus, Liens
    """,
    // Spanish, Portuguese, Italian, Catalan, Romanian
    """
    Relacionado, Relacionados, Noticias relacionadas, Artículos relacionados, Más noticias, Más información, Más sobre este tema,
    Más, Lea también, Lee también, Leer más, Leer también, Lea más, Le puede interesar, Te puede interesar, También te puede interesar,
    Ver también, Vea también, Véase también, Además, Otras noticias, Temas relacionados, Sigue leyendo, En otras noticias, Enlaces,
    Leia também, Leia mais, Ler também, Ler mais, Saiba mais, Veja também, Notícias relacionadas, Artigos relacionados, Mais notícias,
    Mais, Relacionadas, Mais sobre este tema, Matérias relacionadas, Ver mais, Conteúdo relacionado,
    Leggi anche, Leggi di più, Leggi tutto, Vedi anche, Articoli correlati, Notizie correlate, Correlati, Approfondimenti, Per approfondire,
    Potrebbe interessarti anche, Ti potrebbe interessare, Sullo stesso tema, Altre notizie, Altri articoli, Link, Correlate,
    Llegiu també, Més informació, Notícies relacionades, Citește și, Citiți și, Vezi și, Știri similare
    """,
    // Dutch, Swedish, Danish, Norwegian, Finnish
    """
    Lees ook, Lees meer, Lees verder, Meer nieuws, Meer over dit onderwerp, Zie ook, Gerelateerd, Gerelateerde artikelen, Gerelateerd nieuws, Ook interessant,
    Bekijk ook, Meer lezen, Meer,
    Läs också, Läs även, Läs mer, Läs vidare, Se även, Se också, Relaterat, Relaterade artiklar, Mer om ämnet, Mer om detta, Fler nyheter, Mer,
    Læs også, Læs mere, Se også, Relaterede artikler, Relateret, Mere om emnet, Mere,
    Les også, Les mer, Relaterte artikler, Relatert, Relaterte saker, Flere saker, Mer om saken,
    Lue myös, Lue lisää, Katso myös, Aiheesta lisää, Lisää aiheesta, Aiheeseen liittyvää
    """,
    // Polish, Czech, Slovak, Hungarian, Croatian, Slovene, Turkish, Greek
    """
    Czytaj także, Czytaj też, Czytaj również, Czytaj więcej, Przeczytaj także, Przeczytaj też, Zobacz także, Zobacz też, Zobacz również, Powiązane, Powiązane artykuły,
    Więcej na ten temat, Więcej, Podobne artykuły, Polecamy,
    Čtěte také, Čtěte dále, Přečtěte si také, Související, Související články, Více k tématu, Viz také, Čítajte aj, Súvisiace, Súvisiace články,
    Kapcsolódó, Kapcsolódó cikkek, Olvassa el, Olvasd el ezt is, Lásd még, További hírek, Ez is érdekelheti,
    Pročitajte i, Pročitaj više, Povezano, Povezane vijesti, Vezane vijesti, Preberite tudi, Sorodne novice,
    İlgili, İlgili haberler, İlgili haber, Ayrıca bakınız, Bunlar da ilginizi çekebilir, Diğer haberler, Daha fazla, Devamını oku,
    Διαβάστε επίσης, Διαβάστε ακόμη, Διαβάστε περισσότερα, Δείτε επίσης, Σχετικά, Σχετικά άρθρα, Περισσότερα
    """,
    // Russian, Ukrainian, Belarusian, Bulgarian, Serbian
    """
    Читайте также, Читайте ещё, Читать также, Читать далее, Читайте далее, Смотрите также, См. также, По теме, Материалы по теме, Статьи по теме, Новости по теме, Ещё по теме,
    Похожие новости, Похожие материалы, Похожие статьи, Другие новости, Подробнее, Связанные материалы, Связанные новости, Ранее, Ранее по теме, Ссылки по теме, Сюжет,
    Читайте також, Читати також, Дивіться також, За темою, По темі, Матеріали за темою, Новини за темою, Більше за темою, Схожі новини, Пов'язані новини, Інші новини, Докладніше, Також,
    Чытайце таксама, Чытайце яшчэ, Вижте още, Прочетете още, Още по темата, По темата, Свързани новини,
    Прочитајте и, Повезано, Повезане вести
    """,
    // Arabic, Persian, Urdu, Hebrew
    """
    اقرأ أيضا, اقرأ أيضًا, إقرأ أيضا, اقرأ المزيد, شاهد أيضا, انظر أيضا, مواضيع ذات صلة, موضوعات ذات صلة, أخبار ذات صلة, مقالات ذات صلة, ذات صلة, المزيد, المزيد حول هذه القصة, قد يهمك أيضا, قصص ذات صلة, للمزيد,
    بیشتر بخوانید, مطالب مرتبط, اخبار مرتبط, خبرهای مرتبط, مرتبط, همچنین بخوانید, در همین زمینه, همچنین ببینید,
    مزید پڑھیں, یہ بھی پڑھیں, متعلقہ خبریں, متعلقہ,
    קראו גם, קרא גם, ראו גם, כתבות קשורות, כתבות נוספות, עוד בנושא, באותו נושא, קשורים, ידיעות נוספות, לקריאה נוספת, עוד
    """,
    // Chinese, Japanese, Korean
    """
    相关新闻, 相关报道, 相关阅读, 相关文章, 相关链接, 相关内容, 延伸阅读, 更多, 更多新闻, 更多报道, 更多阅读, 阅读更多, 另见, 参见, 推荐阅读, 热门文章, 相关, 更多相关报道,
    相關新聞, 相關報導, 相關報道, 相關閱讀, 相關文章, 延伸閱讀, 更多新聞, 閱讀更多, 另見, 推薦閱讀, 相關, 看更多, 更多報導,
    関連記事, 関連ニュース, 関連, 関連リンク, 関連項目, あわせて読みたい, 合わせて読みたい, こちらも, もっと読む, 続きを読む, おすすめ記事, 関連する記事,
    관련 기사, 관련기사, 관련 뉴스, 관련뉴스, 관련, 더 보기, 함께 읽기, 함께 보면 좋은 기사, 추천 기사, 더 읽어보기
    """,
    // Hindi, Bengali, Tamil, Thai, Vietnamese, Indonesian, Swahili
    """
    यह भी पढ़ें, ये भी पढ़ें, यह भी देखें, संबंधित खबरें, संबंधित समाचार, और पढ़ें, इसे भी पढ़ें, सम्बंधित,
    আরও পড়ুন, আরো পড়ুন, সম্পর্কিত খবর, தொடர்புடைய செய்திகள், மேலும் படிக்க,
    อ่านเพิ่มเติม, ข่าวที่เกี่ยวข้อง, เรื่องที่เกี่ยวข้อง, อ่านต่อ, บทความที่เกี่ยวข้อง,
    Đọc thêm, Tin liên quan, Bài liên quan, Xem thêm, Tin tức liên quan, Có thể bạn quan tâm,
    Baca juga, Berita terkait, Artikel terkait, Lihat juga, Simak juga, Baca lainnya, Soma zaidi, Soma pia, Habari zinazohusiana
    """,
  ]
}
