// Words that say nothing about what a text is about.

/// Frequent function words of the main languages.
package enum StopWords {
  /// True if a folded term is such a word in any of the languages known here.
  ///
  /// Words that mean something in another of them are left out of the lists (`war`, `not`, `die` of
  /// a headline), as far as they are not the commonest of their own.
  package static func contains(_ term: String) -> Bool { words.contains(term) }

  private static let words: Set<String> = {
    var words: Set<String> = []
    for list in lists {
      for word in list.split(separator: " ") { words.insert(TextFolding.fold(String(word))) }
    }
    return words
  }()

  private static let lists = [
    // English
    """
    a about above after again against all also although am an and any are as at be because been \
    before being below between both but by can cannot could did do does doing don down during each \
    either even ever every few for from further had has have having he her here hers herself him \
    himself his how however i if in into is it its itself just ll may me might more most much must \
    my myself neither no nor not now of off on once one only onto or other our ours out over own \
    per rather re s said same say says shall she should since so some such t than that the their \
    theirs them themselves then there these they this those though through to too toward under \
    until up upon us ve very was we were what when where whether which while who whom whose why \
    will with within without would yet you your yours
    """,
    // German
    """
    aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis \
    bist da dabei damit dann das dass dein dem den denn der des dessen deren die dies diese diesem \
    diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es etwa etwas euch \
    fur ganz gegen habe haben hat hatte hatten hier hinter ich ihm ihn ihnen ihr ihre ihrem ihren \
    ihrer im immer in ins ist ja jede jedem jeden jeder jedes jetzt kann kein keine keinem keinen \
    keiner konnen konnte man mehr mein mich mir mit muss nach nein nicht nichts noch nun nur ob oder \
    ohne schon sehr sei sein seine seinem seinen seiner seit sich sie sind so sollte sondern sowie \
    uber um und uns unser unter viel vom von vor wahrend waren was weil weiter welche wenn wer \
    werde werden wie wieder will wir wird wo wurde wurden zu zum zur zwischen
    """,
    // French
    """
    ai aux avait avec avoir c ce cela ces cet cette comme d dans de des deja depuis donc dont du elle \
    elles en encore entre est et etaient etait ete etre eu eux fait il ils je l la le les leur leurs \
    lors lui m ma mais meme mes moins mon n ne nos notre nous on ont ou par parce pas pendant \
    peut plus pour pourquoi qu quand que quel quelle qui quoi sa sans se selon sera ses si son sont \
    sous sur ta tandis te tes toi ton tous tout toute toutes tres tu un une vers vos votre vous y
    """,
    // Spanish, Portuguese, Italian
    """
    al algo ante antes aunque bajo como con contra cual cuando desde donde durante e el ella ellas \
    ellos entre era eran es esa ese eso esta estaba estan este esto estos fue fueron ha habia han \
    hasta hay la las le les lo los mas me mi mientras muy ni nos o os otra otro para pero poco por \
    porque que quien se sea segun ser si sido sin sobre son su sus tambien tanto te tiene todo todos \
    tras tu un una uno unos y ya \
    ao aos aquele as ate com da das dela dele do dos em essa esse esta eu foi foram isso isto ja \
    mais mas mesmo muito na nao nas nem no nos num numa ou pela pelas pelo pelos qual quando quem \
    sao seu seus sua suas tem um uma voce \
    ad agli ai al alla alle allo anche che chi ci cosi cui da dagli dai dal dalla dalle degli dei \
    del della delle dello di dopo ed essere fra gli ha hanno il in io la le lei loro lui ma mi ne \
    negli nei nel nella nelle non nostra nostro ogni per perche piu quale quella quello questa \
    questo qui se senza si sia sono stata stato su sugli sui sul sulla sulle suo tra un una uno vi
    """,
    // Dutch, Swedish, Danish, Norwegian
    """
    aan al alles als altijd bij dan dat de deze die dit doch doen door dus een en er ge geen haar \
    had heb hebben heeft hem het hij hoe hun iets ik is kan kon maar me meer men met mij mijn moet na \
    naar niet niets nog nu of om omdat onder ons ook op over reeds te tegen toch toen tot u uit uw \
    van veel voor want waren wat werd wezen wie wordt worden zal ze zei zich zij zijn zo zonder zou \
    att av blev bli blir da de del den denna det detta dig din du efter ej eller en ett for fran \
    ha hade han har hon i icke inte jag kan kunde man med mellan men mig min mot mycket nar nu och \
    om oss pa sa sedan sig sin ska skulle som till under upp ut utan vad var vara vi vid vilken at \
    blive efter eller er et fra ham hende hun hvad hvis hvor ikke jeg kunne mange meget nogle og \
    ogsa op sig skal til ud ved vil ville
    """,
    // Russian, Ukrainian, Polish, Turkish
    """
    а без более был была были было быть в вам вас весь во вот все всего всех вы где да даже для до \
    его ее если есть еще же за здесь и из или им их к как когда кто ли либо мне может мы на надо \
    наш не него нее нет ни них но ну о об однако он она они оно от очень по под после потому при с \
    со так также такой там те тем то того тоже той только том ты у уже хотя чего чем что чтобы чье \
    эта эти это этого этой этот я \
    або але був була були було в вже він вона вони все для до з за зі його й її їх і із як який \
    коли ми на не ні про після та також те ти то тому у цей це ці чи що щоб я є \
    aby albo ale bez bo byc byl byla bylo byly co czy dla do gdy gdzie go i ich ile im ja jak jako \
    je jego jej jest jeszcze juz kiedy kto ktora ktore ktory lub ma mnie moze my na nad nam nas nie \
    nich nim o od on ona one oni oraz po pod poza przed przez przy sa sie sobie ta tak take takze \
    tam te tego tej ten to tu tym tylko w we wiec wszystko z za ze zeby \
    acaba ama bazi belki ben beni benim bir biri birkac bu cok cunku da daha de defa diye eger en \
    gibi hem hep her hic icin ile ise ki kim mi mu nasil ne neden nerede o olan olarak oldu sanki \
    sen siz su tum ve veya ya yani
    """,
    // Arabic, Persian, Hebrew, Hindi, Greek
    """
    في من على إلى عن أن إن كان كانت هذا هذه ذلك تلك التي الذي الذين ما لا لم لن هو هي هم و أو ثم قد \
    كما بعد قبل بين حتى كل عند مع منذ لدى أي لكن \
    از به با در را و که این آن برای تا است بود شد می یک هم نیز اما یا بر هر \
    של את על לא כי גם הוא היא הם זה זו עם אל או אם כל אך אבל יש אין היה היו מה מי \
    का की के को में से है हैं और पर ने यह वह कि भी एक इस उस था थे थी हो कर तो नहीं लिए \
    και το η ο τα της του να των με για την που από τη στο σε στη είναι δεν θα τους στην οι μια ως \
    τον κατά αλλά
    """,
  ]
}
