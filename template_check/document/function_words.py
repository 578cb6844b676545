"""The small words, and the letters and endings, by which a language is known: for each language those that its texts
cannot do without, with the commonest words of messages from health care. A word may belong to several languages.

Written for this project from general knowledge of the languages.
"""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "sv": """och att det är som en ett på för med av inte den till har jag du vi ni de han hon om men så kan ska skall
        från hos oss dig din ditt dina min mitt mina sig sin sitt sina vår vårt våra er ert era när var vad vem hur
        varför eller efter före under över innan utan mellan genom mot bara också nu då här där mycket mer mest många
        alla allt något någon några ingen inget inga detta denna dessa dem deras hans hennes blir bli blev blivit vara
        varit vill får få fick fått ger måste behöver bör skulle kunde hade går gå gör göra kommer komma kom tid tiden
        besök besöket läkare läkaren sjuksköterska mottagning mottagningen vården vård provet prov svar svara fråga
        frågor ring kontakta välkommen hej hälsning hälsningar vänliga vänlig tack klockan måndag tisdag onsdag torsdag
        fredag lördag söndag januari februari mars april maj juni juli augusti september oktober november december
        läs mer vecka dag dagar år når nå åka ta tar tas sitter låt låter månader snart senast första andra tillbaka hem barn meddelande meddelandet
        telefon vardagar enligt eftersom därför medan samt både varje annan annat igen redan alltid aldrig ofta även
        undersökning undersökningen kallelse legitimation""",
    "en": """the and of to in is you that it for on are with as your have be this from or by we our us not but at will can
        if an was has had they their them there what when where which who how why would should could must may might
        been being do does did about into after before over under between through out up more most some any all no
        please contact call appointment visit doctor nurse clinic hospital health care test result results thank
        thanks hello dear welcome kind regards monday tuesday wednesday thursday friday saturday sunday january
        february march june july august october december time date bring need help information here questions question
        phone answer form message read book need also only very than then his her its he she my me i these those
        because while until during each other just know see take make get new one two first last time day days week
        weeks month months year years back home""",
    "no": """og at det er som en et på for med av ikke den til har jeg du vi dere de han hun om men så kan skal fra hos oss
        deg din ditt dine min mitt mine seg sin sitt sine vår vårt våre når hvor hva hvem hvordan hvorfor eller etter
        før under over uten mellom gjennom mot bare også nå da her der mye mer mest mange alle alt noe noen ingen
        dette denne disse dem deres hans hennes blir bli ble blitt være vært vil får få fikk fått gir må trenger bør
        skulle kunne hadde går gå gjør gjøre kommer komme kom time timen besøk besøket lege legen sykepleier
        sykehuset sykehus prøve prøven svar svare spørsmål ring kontakt kontakte velkommen hei hilsen vennlig takk
        klokken mandag tirsdag onsdag torsdag fredag lørdag søndag januar februar mars april mai juni juli august
        september oktober november desember les uke dag dager år måneder snart senest første tilbake hjem barn
        melding meldingen telefon ifølge fordi mens både hver annen annet igjen allerede alltid aldri ofte også
        undersøkelse undersøkelsen vennligst ikkje eg frå ein eit dei dykk korleis kva kvar kven noko berre vera
        vart meir hjelp pasient pasienten""",
    "da": """og at det er som en et på for med af ikke den til har jeg du vi I de han hun om men så kan skal fra hos os dig
        din dit dine min mit mine sig sin sit sine vores når hvor hvad hvem hvordan hvorfor eller efter før under over
        uden mellem gennem mod kun også nu da her der meget mere mest mange alle alt noget nogen ingen dette denne
        disse dem deres hans hendes bliver blive blev blevet være været vil får få fik fået giver må bør skulle kunne
        havde går gå gør gøre kommer komme kom tid tiden besøg besøget læge lægen sygeplejerske sygehus sygehuset
        hospital prøve prøven svar svare spørgsmål ring kontakt kontakte velkommen hej hilsen venlig tak klokken
        mandag tirsdag onsdag torsdag fredag lørdag søndag januar februar marts april maj juni juli august september
        oktober november december læs uge dag dage år måneder snart senest første tilbage hjem barn børn besked
        telefon ifølge fordi mens både hver anden andet igen allerede altid aldrig ofte undersøgelse undersøgelsen
        venligst hjælp patient patienten skal brug bruge""",
    "fi": """ja on ei että se ne hän he minä sinä me te oli ovat olet olen olla ollut joka jotka mikä mitä missä mistä
        milloin miten miksi kuka kun kuin jos mutta tai sekä myös vain vielä nyt sitten tässä tämä tämän nämä siellä
        täällä hyvin paljon enemmän kaikki jokin joku ennen jälkeen kanssa ilman mukaan varten aikana välillä
        teidän sinun minun meidän heidän hänen sinulla teillä sinulle teille sinut teidät meille meillä meihin ota
        ottaa ottakaa voi voit voitte voitko saa saat saatte pitää täytyy tulee tule tulkaa tulla aika ajan aikaa
        ajanvaraus käynti käynnin vastaanotto vastaanotolle vastaanotolla lääkäri lääkärin hoitaja sairaala
        sairaalan terveys tutkimus tutkimukseen koe kokeen vastaus vastaa vastata vastaukset kysymys kysymyksiä
        kysyttävää soita soittakaa yhteyttä tervetuloa hei terveisin ystävällisin kiitos kello klo maanantai
        maanantaina tiistai tiistaina keskiviikko keskiviikkona torstai torstaina perjantai perjantaina lauantai
        sunnuntai tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta
        lokakuuta marraskuuta joulukuuta viikko viikon päivä päivää vuosi vuotta kuukausi viimeistään ensin takaisin
        kotiin lapsi viesti viestin puhelin puhelimitse arkisin koska lisää lue lomake täytä uusi varattu muista
        etkö ette emme eivät älä älkää""",
    "de": """und der die das ist nicht ein eine einen einem einer zu den dem des mit sich auf für von im in es ich sie wir
        ihr er uns euch ihnen ihre ihren ihrem ihrer unser unsere mein meine dein deine sein seine auch als an nach wie
        oder aber wenn dass daß ob bei aus vor über unter durch um zum zur bis gegen ohne nur noch schon sehr mehr
        viel alle alles etwas kein keine haben hat hatte sind war waren wird werden wurde kann können muss müssen soll
        sollen darf dürfen möchten bitte termin arzt ärztin untersuchung praxis klinik krankenhaus ergebnis frage
        fragen rufen kontakt antwort willkommen hallo guten grüße grüßen freundlichen danke uhr montag dienstag
        mittwoch donnerstag freitag samstag sonntag januar februar märz mai juni juli oktober dezember woche tag tage
        jahr jahre monate spätestens erste zurück hause kind nachricht telefon weil während jede jeder hier dort was
        wer wo wann warum dieser diese dieses damit dann da so man mitbringen bringen sie""",
    "es": """el la los las de que y en un una es no se del al por con para su sus lo como más pero le ya o este esta esto
        estos estas ese esa si porque cuando muy sin sobre también me hasta hay donde quien desde todo toda todos todas
        nos durante uno ni contra otro otra otros ser son está están fue era ha han tiene tienen puede pueden debe
        deben hacer usted ustedes nosotros yo él ella cita médico médica doctor enfermera hospital salud prueba
        resultado resultados pregunta preguntas llame llamar teléfono contacto responder respuesta bienvenido
        bienvenida hola saludos atentamente gracias hora lunes martes miércoles jueves viernes sábado domingo enero
        febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre semana día días año años
        mes meses primera antes después casa niño mensaje información ayuda necesita traiga por favor cómo qué cuándo
        dónde aquí visita clínica tu te""",
    "fr": """le la les de des du et est un une en que qui dans pour pas sur ne se ce cette ces il elle nous vous ils elles
        je tu au aux avec par plus son sa ses votre vos notre nos leur leurs mon ma mes ou mais si comme tout tous
        toute toutes être avoir sont été était ont avez avons êtes sommes peut pouvez doit devez faire fait sans sous
        entre après avant chez aussi très bien même quand où comment pourquoi quel quelle quoi rendez-vous médecin
        infirmière hôpital santé résultat résultats question questions appelez appeler téléphone contact contactez
        répondre réponse bienvenue bonjour cordialement salutations merci heure heures lundi mardi mercredi jeudi
        vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre
        semaine jour jours année an ans mois première maison enfant message aide besoin veuillez ici visite clinique
        bonne bon année""",
    "nl": """de het een en van ik te dat die in is niet zijn op aan met als voor er maar om hem dan zou of wat mijn men dit
        zo door over ze bij ook tot je mij uit der daar naar heb hoe heeft hebben deze u want nog zal me zij nu ge
        geen omdat iets worden toch al waren veel meer doen moet zonder kan hun dus alles onder ja werd wezen zelf
        tegen na reeds wil kon niets uw iemand geweest andere wij ons onze hij haar wordt kunt kunnen moeten afspraak
        arts verpleegkundige ziekenhuis gezondheid onderzoek uitslag vraag vragen bel bellen telefoon contact antwoord
        welkom hallo groet groeten vriendelijke dank bedankt uur maandag dinsdag woensdag donderdag vrijdag zaterdag
        zondag januari februari maart april mei juni juli augustus september oktober november december week dag dagen
        jaar maanden eerste terug huis kind bericht hier waar wanneer waarom ging""",
    "it": """il lo la i gli le di a da in con su per tra fra un uno una e è che non si del della dei delle al alla ai alle
        dal dalla nel nella nei nelle sul sulla come più ma anche o se quando dove chi cosa questo questa questi queste
        quello quella suo sua suoi sue mio mia nostro nostra vostro loro noi voi lui lei io tu ha hanno ho hai abbiamo
        sono sei siamo era essere stato avere può possono deve devono fare dopo prima senza molto tutto tutti ogni
        appuntamento medico dottore infermiera ospedale salute esame risultato risultati domanda domande chiami
        chiamare telefono contatto rispondere risposta benvenuto ciao buongiorno saluti cordiali grazie ora ore lunedì
        martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio marzo aprile maggio giugno luglio agosto
        settembre ottobre novembre dicembre settimana giorno giorni anno anni mese casa bambino messaggio""",
    "pt": """o a os as de que e em um uma é não se do da dos das ao à por com para seu sua seus suas como mais mas no na nos
        nas já ou este esta isto esse essa quando muito sem sobre também me até há onde quem desde todo toda todos nós
        você vocês eu ele ela eles ser são está estão foi era tem têm pode podem deve fazer consulta médico médica
        enfermeira hospital saúde exame resultado resultados pergunta perguntas ligue telefone contacto contato
        responder resposta bem-vindo olá cumprimentos obrigado obrigada hora segunda-feira terça-feira janeiro
        fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro semana dia dias ano anos mês
        meses antes depois casa criança mensagem informação ajuda precisa""",
    "pl": """i w na z że się nie do to jest o jak po co tak za od przez dla ale czy już był było była są być ma mamy mam
        masz może można proszę prosimy pan pani pana państwo państwa ten ta te tego tej tym tych który która które
        oraz lub albo gdy jeśli jeżeli kiedy gdzie kto dlaczego przed podczas między bez pod nad przy także również
        tylko jeszcze bardzo więcej wszystko wszystkie nasz nasza nasze twój twoja twoje mój moja swoje jego jej ich
        nam nas wam was mnie mi ci ciebie on ona oni my wy ja wizyta wizytę wizyty lekarz lekarza pielęgniarka
        szpital przychodnia zdrowie badanie badania wynik wyniki pytanie pytania pytań telefon zadzwoń zadzwonić
        kontakt odpowiedź odpowiedzieć witamy dzień dobry pozdrowienia pozdrawiamy dziękujemy dziękuję godzina
        godzinie poniedziałek wtorek środa czwartek piątek sobota niedziela stycznia lutego marca kwietnia maja
        czerwca lipca sierpnia września października listopada grudnia tydzień dni rok lat miesiąc dom dziecko
        wiadomość potrzebuje potrzebujesz zabrać tutaj""",
    "bs": """i u na je se da za od su sa ne što koji koja koje kao ili ali ako kada gdje kako zašto ko šta biti bio bila
        bilo će može možete mogu moraju morate treba trebate imate imaju ima nema vaš vaša vaše vašeg vam vas nam nas
        mi vi on ona oni ja moj moja naš naša ovo ova ovaj taj to ta te svi sve samo još već vrlo više prije poslije
        tokom između bez pod nad kod pri također takođe termin pregled ljekar liječnik doktor sestra bolnica zdravlje
        nalaz rezultat rezultati pitanje pitanja nazovite telefon kontakt kontaktirajte odgovor odgovorite dobro došli
        dobrodošli zdravo pozdrav pozdravom hvala sat sati ponedjeljak ponedeljak utorak srijeda sreda četvrtak petak
        subota nedjelja nedelja januar februar mart april maj juni juli august septembar oktobar novembar decembar
        sedmica dan dana godina godine mjesec kuća dijete poruka molimo ponesite ovdje nas ste smo niste""",
    "tr": """ve bir bu da de için ile çok daha ne var yok olarak olan gibi kadar sonra önce ama veya ya ki her en şey o ben
        sen biz siz onlar size sizin bize bizim bizi sizi bana sana benim senin onun mi mı mu mü değil nasıl neden
        nerede zaman hangi kim eğer lütfen randevu randevunuz randevunuzu doktor hemşire hastane sağlık muayene test
        sonuç sonuçlar sonuçları sonucunuz soru sorularınız arayın arayabilirsiniz telefon iletişim cevap cevaplayın
        hoş geldiniz merhaba saygılarımızla teşekkür teşekkürler ederiz saat pazartesi salı çarşamba perşembe cuma
        cumartesi pazar ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık hafta gün yıl ay ev
        çocuk mesaj bilgi yardım gerekli gelin getirin üzere tarafından olduğu olur oldu eder edin kendi bütün tüm
        şimdi burada kimlik""",
    "so": """waa iyo in ku ka u la ee oo ah aan uu ay ayaa waxaa waxaad waxay waxaan haddii haddaad laakiin ama mise si sida
        marka markii kadib ka dib hore ilaa intii dhexdeeda aad adiga isaga iyada annaga idinka iyaga kaaga kuu kugu
        noo nala soo sii leh lahayn leedahay tahay yahay ahay waxba qof qofka ballan ballanta ballantaada dhakhtar
        dhakhtarka dhakhtarkaaga kalkaaliye caafimaad caafimaadka isbitaal isbitaalka baaritaan baaritaanka jawaab
        jawaabta natiijada su'aal su'aalo suaalo wac wacdo soo wac nala soo xiriir xiriir telefoon taleefan mahadsanid
        salaan soo dhawow saacad saacadda isniin talaado arbaco khamiis jimce sabti axad maalin maalmood bil sanad
        guri ilmo ilmaha carruur fariin farriin fadlan fariintan waqti waqtiga wakhti imow iman kartid karaa karta
        kartaa karto rabtaa weydii halkan dheeraad macluumaad""",
    "ku": """û li di de ji bo bi ku ev ew em hûn tu ez wan me we te min xwe ye in e ne na her hemû yan an heke eger gava
        dema piştî berî heta nav navbera bê ser bin çi kî kengî çawa çima kur dikarin dikarî divê hebe heye hene nîne
        bûn bû dibe bibe kirin bike bikin ji kerema randevû doktor bijîşk hemşîre nexweşxane tenduristî encam pirs
        pirsên telefon bersiv bersivê bixêr hatin silav spas saet duşem sêşem çarşem pêncşem înî şemî yekşem roj hefte
        meh sal mal zarok peyam agahî alîkarî kerema were werin bînin xwendin ve jî""",
    "ar": """في من إلى على أن إن هذا هذه ذلك التي الذي مع عن كان كانت هو هي لا ما لم لن قد كل بعد قبل عند حتى أو ثم بين
        إذا لديك لدينا يمكنك يرجى الرجاء نحن أنت أنتم لك لكم بك بنا لنا منك عليك موعد موعدك الموعد الطبيب طبيب
        الممرضة المستشفى العيادة الصحة الرعاية الفحص نتيجة نتائج سؤال أسئلة اتصل الاتصال هاتف الهاتف رقم الرد
        الجواب مرحبا أهلا شكرا تحية تحياتنا الساعة يوم الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد يناير
        فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر أسبوع شهر سنة بيت طفل رسالة الرسالة
        معلومات مساعدة كما لأن خلال أيضا عبر قبل كيف متى أين لماذا زيارة زيارتك""",
    "fa": """در به از که این را با است برای آن یک خود تا کرد بر هم نیز شما ما من او آنها ایشان می شود شد باشد بود است
        هستند کنید کنیم کند دارید داریم دارد دارند باید توانید می‌توانید لطفا لطفاً اگر یا اما ولی پس بعد قبل هنگام
        وقت نوبت پزشک دکتر پرستار بیمارستان درمانگاه سلامت آزمایش نتیجه سوال سؤال پرسش تماس بگیرید تلفن شماره پاسخ
        جواب خوش آمدید سلام احترام سپاس متشکریم ممنون ساعت روز دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه هفته
        ماه سال خانه کودک پیام اطلاعات کمک نیاز چه چرا کجا کی چگونه هر همه دیگر بیشتر نمی""",
    "ru": """и в не на что с по как это из у за от но для мы вы он она они я к о до при или если когда где кто чтобы был
        была было были быть есть нет ваш ваша ваше ваши вас вам вами нас нам наш наша мой моя его ее её их свой все
        всё еще ещё уже только очень более после перед во время между без под над также может можете можно нужно надо
        должны прием приём приёма врач врача врачу медсестра больница здоровье анализ анализа результат результаты
        вопрос вопросы вопросов звоните позвоните телефон телефону свяжитесь ответ ответьте добро пожаловать
        здравствуйте уважением спасибо час часов понедельник вторник среда четверг пятница суббота воскресенье января
        февраля марта апреля мая июня июля августа сентября октября ноября декабря неделя день дня год года месяц дом
        ребенок сообщение это этот эта пожалуйста так здесь почему со ко""",
    "uk": """і й в у не на що з по як це із за від але для ми ви він вона вони я до при або якщо коли де хто щоб був була
        було були бути є немає ваш ваша ваше ваші вас вам нас нам наш наша мій моя його її їх свій всі все ще вже
        тільки лише дуже більше після перед під час між без над також може можете можна потрібно треба повинні прийом
        прийому лікар лікаря медсестра лікарня здоров'я аналіз результат результати питання запитання телефонуйте
        зателефонуйте телефон зв'яжіться відповідь ласкаво просимо вітаємо добрий повагою дякуємо година годин
        понеділок вівторок середа четвер п'ятниця субота неділя січня лютого березня квітня травня червня липня серпня
        вересня жовтня листопада грудня тиждень день рік місяць дім дитина повідомлення цей ця будь ласка тут чому""",
    "ti": """እዩ እያ ኣብ ናብ ካብ ናይ ምስ ግን ወይ እንተ ድማ እዚ እዛ እቲ እታ ንስኻ ንስኺ ንሕና ንዓኻ ንዓና ኣለካ ኣሎ ኣሎና የለን ክትህልወካ ትኽእል
        ቆጸራ ቆጸራኻ ሓኪም ነርስ ሆስፒታል ጥዕና ውጽኢት ሕቶ ሕቶታት ደውል ደውሉ ቴሌፎን መልሲ ሰላም የቐንየልና ሰዓት ሰኑይ ሰሉስ ረቡዕ ሓሙስ
        ዓርቢ ቀዳም ሰንበት መዓልቲ ሰሙን ወርሒ ዓመት መልእኽቲ ሓበሬታ በጃኹም በጃኻ እንታይ መዓስ ኣበይ ከመይ ንምንታይ ኣይ ክሳብ ቅድሚ ድሕሪ
        ኩሉ እንተሎካ""",
}

# Letters that few other languages use: a word with one of them counts as one more known word.
LETTERS: Mapping[str, str] = {
    "sv": "åäö",
    "no": "åæø",
    "da": "åæø",
    "fi": "äö",
    "de": "äöüß",
    "es": "ñáéíóú¿¡",
    "fr": "éèêàçùœâîôû",
    "it": "èàòùì",
    "pt": "ãõçáéíóúâêô",
    "nl": "ë",
    "pl": "ąćęłńóśźż",
    "bs": "čćđšž",
    "tr": "çğışüö",
    "ku": "êîûçş",
    "fa": "پچژگکی",
    "ar": "ةيكىأإ",
    "ru": "ыэъё",
    "uk": "іїєґ",
}

# Endings of words of six letters and more, for the languages that say with them what others say with small words.
ENDINGS: Mapping[str, tuple[str, ...]] = {
    "fi": ("ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "ksi", "iin", "een", "ään", "nne", "mme", "tte",
           "ista", "istä", "inen", "isen", "uksen", "ykset", "ukset"),
    "tr": ("ları", "leri", "ınız", "iniz", "unuz", "ünüz", "lar", "ler", "yor", "dır", "dir", "ması", "mesi", "ında",
           "inde", "ından", "inden", "ınızı", "inizi"),
    "so": ("kaaga", "taada", "aada", "aysa", "ooyin", "eyaal", "iinka"),
    "pl": ("ością", "ości", "ować", "ania", "enia", "ych", "ymi", "ego", "iemy", "cie"),
    "bs": ("osti", "anja", "enja", "ovati", "jemo"),
    "en": ("ing", "tion", "ments"),
}  # fmt: skip
