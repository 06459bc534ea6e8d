// The names of months and weekdays in the languages whose papers are read most.

import TextAnalysis

enum MonthNames {
  /// The month that a word names, whole or abbreviated, case and accents aside.
  static func month(_ word: String) -> Int? {
    let folded = TextFolding.fold(word)
    if let month = months[folded] { return month }
    // Hebrew writes the preposition with the name.
    return folded.first == "ב" ? months[String(folded.dropFirst())] : nil
  }

  /// Whether a word names a day of the week.
  static func isWeekday(_ word: String) -> Bool { weekdays.contains(TextFolding.fold(word)) }

  private static let months: [String: Int] = {
    var months: [String: Int] = [:]
    for (place, list) in names.enumerated() {
      for name in list.split(separator: " ") {
        months[TextFolding.fold(String(name))] = place + 1
      }
    }
    return months
  }()

  private static let weekdays: Set<String> = Set(
    days.split(separator: " ").map { TextFolding.fold(String($0)) })

  private static let names = [
    """
    january jan januar jän jänner janvier janv enero ene gennaio gen janeiro januari января янв \
    январь січня січ styczeń stycznia sty tammikuuta tammikuu ocak oca ιανουαρίου ιανουάριος ιαν \
    يناير ینایر ינואר जनवरी ledna leden januára január sijecnja januarie ianuarie stycz
    """,
    """
    february feb februar février févr fév febrero febbraio febr fevereiro fev februari февраля \
    фев февр февраль лютого лют luty lutego lut helmikuuta helmikuu şubat şub φεβρουαρίου \
    φεβρουάριος φεβ فبراير פברואר फरवरी února únor februára február februarie feber
    """,
    """
    march mar marz märz mrz maerz mars marzo março marco maart mrt марта март березня бер marzec \
    marca maaliskuuta maaliskuu mart μαρτίου μάρτιος مارس מרץ מרס मार्च března březen márca \
    március martie
    """,
    """
    april apr avril avr abril abr aprile aprílio апреля апр апрель квітня квіт kwiecień kwietnia \
    kwi huhtikuuta huhtikuu nisan nis απριλίου απρίλιος απρ أبريل ابريل إبريل آوریل אפריל अप्रैल \
    dubna duben apríla április aprilie
    """,
    """
    may mai mayo maggio mag maio mei maj мая май травня трав maja maj toukokuuta toukokuu mayıs \
    μαΐου μάιος مايو מאי मई května květen mája május
    """,
    """
    june jun juni juin junio giugno giu junho июня июн июнь червня черв czerwiec czerwca cze \
    kesäkuuta kesäkuu haziran haz ιουνίου ιούνιος ιουν يونيو יוני जून června červen júna június \
    iunie
    """,
    """
    july jul juli juillet juil julio luglio lug julho июля июл июль липня лип lipiec lipca lip \
    heinäkuuta heinäkuu temmuz tem ιουλίου ιούλιος ιουλ يوليو יולי जुलाई července červenec júla \
    július iulie
    """,
    """
    august aug août agosto ago augustus augusti августа авг август серпня серп sierpień sierpnia \
    sie elokuuta elokuu ağustos ağu αυγούστου αύγουστος αυγ أغسطس אוגוסט अगस्त srpna srpen augusta \
    augusztus
    """,
    """
    september sep sept septembre septiembre settembre sett setembro setembre сентября сен сент \
    сентябрь вересня вер wrzesień września wrz syyskuuta syyskuu eylül eyl σεπτεμβρίου \
    σεπτέμβριος σεπ سبتمبر ספטמבר सितंबर सितम्बर září septembra szeptember septembrie
    """,
    """
    october oct oktober okt octobre octubre ottobre ott outubro out октября окт октябрь жовтня \
    жовт październik października paź lokakuuta lokakuu ekim eki οκτωβρίου οκτώβριος οκτ أكتوبر \
    אוקטובר अक्टूबर října říjen októbra október octombrie
    """,
    """
    november nov novembre noviembre novembro ноября ноя нояб ноябрь листопада лист listopad \
    listopada lis marraskuuta marraskuu kasım kas νοεμβρίου νοέμβριος νοε نوفمبر נובמבר नवंबर \
    novembra november noiembrie
    """,
    """
    december dec dezember dez décembre déc diciembre dic dicembre dezembro декабря дек декабрь \
    грудня груд grudzień grudnia gru joulukuuta joulukuu aralık ara δεκεμβρίου δεκέμβριος δεκ \
    ديسمبر דצמבר दिसंबर prosince prosinec decembra december decembrie
    """,
  ]

  private static let days = """
    monday mon tuesday tue tues wednesday wed weds thursday thu thur thurs friday fri saturday sat \
    sunday sun montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi \
    mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo \
    lunedì martedì mercoledì giovedì venerdì sabato domenica segunda terça quarta quinta sexta \
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag måndag tisdag onsdag torsdag fredag \
    lördag söndag mandag tirsdag lørdag søndag понедельник вторник среда четверг пятница суббота \
    воскресенье понеділок вівторок середа п'ятниця субота неділя poniedziałek wtorek środa czwartek \
    piątek sobota niedziela pazartesi salı çarşamba perşembe cuma cumartesi pazar
    """
}
