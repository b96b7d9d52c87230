namespace Hub.Core.Quoting;

/// <summary>The words of each language. A language that is to be understood is a row here, and nothing else.</summary>
internal static class LanguageTable
{
    public static IReadOnlyList<LanguageWords> All { get; } =
    [
        new() // English
        {
            From = "from", Sent = "sent|date|sent on", To = "to", Subject = "subject",
            Openers = "on|at", Wrote = "wrote|writes",
            Original = "original message|replied message|original email|original mail",
            Forwarded = "forwarded message|begin forwarded message|forwarded mail|forwarded email",
            SentFrom = "sent from *|sent via *|sent with *|get outlook for *", ForwardTags = "fw|fwd",
        },
        new() // Chinese
        {
            From = "发件人|寄件者|寄件人|發件人", Sent = "发送时间|发送日期|发件时间|日期|时间|寄件日期|傳送時間|發送時間|日期/时间", To = "收件人|收件者", Subject = "主题|主旨|主題|标题",
            Openers = "在|于|於", Wrote = "写道|寫道|写到|来信|來信",
            Original = "原始邮件|原邮件|原始郵件|原始信件|原文|回复的原邮件|回复的邮件|原始邮件信息",
            Forwarded = "转发邮件|转发的邮件|转发邮件信息|转发的邮件信息|轉寄郵件|轉寄的郵件|轉寄的信件|开始转发的邮件|已转发邮件|下面是被转发的邮件",
            SentFrom = "发自*|發自*|从我的*|從我的*|来自我的*|來自我的*|传送自*|傳送自*|獲取 outlook*|获取 outlook*", ForwardTags = "转发|轉寄|转",
        },
        new() // German
        {
            From = "von", Sent = "gesendet|datum|gesendet am|verschickt", To = "an", Subject = "betreff",
            Openers = "am", Wrote = "schrieb|schreibt|hat geschrieben|geschrieben",
            Original = "ursprüngliche nachricht|original-nachricht|originalnachricht|original nachricht|originalmail|ursprüngliche mail",
            Forwarded = "weitergeleitete nachricht|anfang der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail|weitergeleitete e-mail|weitergeleitete mail",
            SentFrom = "von meinem * gesendet|gesendet von *|gesendet mit *|gesendet über *|holen sie sich outlook für *|laden sie outlook für *", ForwardTags = "wg",
        },
        new() // French
        {
            From = "de", Sent = "envoyé|date|envoyé le|message du", To = "à|a", Subject = "objet|sujet",
            Openers = "le", Wrote = "a écrit|écrit|a ecrit",
            Original = "message d'origine|message d’origine|message original|message initial|courriel original|mail original",
            Forwarded = "message transféré|début du message transféré|début du message réexpédié|message réexpédié|courriel transféré|mail transféré",
            SentFrom = "envoyé de *|envoyé depuis *|envoyé à partir de *|envoyé avec *|envoyé via *|télécharger outlook pour *|obtenez outlook pour *|obtenir outlook pour *",
            ForwardTags = "tr",
        },
        new() // Spanish
        {
            From = "de", Sent = "enviado|fecha|enviado el", To = "para|a", Subject = "asunto",
            Openers = "el", Wrote = "escribió|escribio|ha escrito",
            Original = "mensaje original|correo original",
            Forwarded = "mensaje reenviado|inicio del mensaje reenviado|correo reenviado",
            SentFrom = "enviado desde *|enviado con *|enviado mediante *|obtener outlook para *|obtén outlook para *|descargar outlook para *", ForwardTags = "rv|reenv",
        },
        new() // Italian
        {
            From = "da", Sent = "inviato|data|inviato il", To = "a", Subject = "oggetto",
            Openers = "il|in data", Wrote = "ha scritto|scrive",
            Original = "messaggio originale|messaggio originario",
            Forwarded = "messaggio inoltrato|inizio messaggio inoltrato|inizio del messaggio inoltrato",
            SentFrom = "inviato da *|inviato dal *|inviato dall'*|inviato con *|ottieni outlook per *|scarica outlook per *", ForwardTags = "i|inol",
        },
        new() // Portuguese
        {
            From = "de", Sent = "enviado|enviada|enviado em|enviada em|data", To = "para", Subject = "assunto",
            Openers = "em|no dia|a", Wrote = "escreveu",
            Original = "mensagem original|e-mail original",
            Forwarded = "mensagem encaminhada|mensagem reencaminhada|início da mensagem encaminhada|início da mensagem reencaminhada|e-mail encaminhado",
            SentFrom = "enviado do *|enviado da *|enviado a partir do *|enviado via *|enviado pelo *|obter o outlook para *|obtenha o outlook para *|baixar o outlook para *",
            ForwardTags = "enc|res enc",
        },
        new() // Russian
        {
            From = "от|от кого", Sent = "отправлено|дата|послано", To = "кому", Subject = "тема",
            Wrote = "написал|написала|написал(а)|написали|пишет|писал|писала",
            Original = "исходное сообщение|оригинальное сообщение|исходное письмо|первоначальное сообщение",
            Forwarded = "пересылаемое сообщение|пересланное сообщение|пересылаемое письмо|пересланное письмо|начало переадресованного сообщения|перенаправленное сообщение",
            SentFrom = "отправлено с *|отправлено со *|отправлено из *|отправлено от *|отправлено через *|скачать outlook для *|получить outlook для *", ForwardTags = "пер",
        },
        new() // Japanese
        {
            From = "差出人|送信者|送信元", Sent = "送信日時|日時|日付|送信日", To = "宛先|宛て先", Subject = "件名",
            Wrote = "のメール|書きました|書いた",
            Original = "元のメッセージ|オリジナルメッセージ|元のメール|オリジナルメール",
            Forwarded = "転送メッセージ|転送されたメッセージ|以下、転送メッセージ|以下は転送メッセージ|転送されたメール|転送メール",
            SentFrom = "*から送信|*から送信されました|*で送信|*より送信|outlook for *を入手", ForwardTags = "転送",
        },
        new() // Dutch
        {
            From = "van", Sent = "verzonden|datum", To = "aan", Subject = "onderwerp", Openers = "op", Wrote = "schreef|geschreven",
            Original = "oorspronkelijk bericht|origineel bericht", Forwarded = "doorgestuurd bericht|begin doorgestuurd bericht",
            SentFrom = "verzonden vanaf *|verstuurd vanaf *|verzonden met *|outlook voor * downloaden", ForwardTags = "doorst",
        },
        new() // Polish
        {
            From = "od", Sent = "wysłano|data|wysłany", To = "do", Subject = "temat", Openers = "w dniu|dnia", Wrote = "napisał|napisała|napisał(a)|pisze",
            Original = "wiadomość oryginalna|oryginalna wiadomość", Forwarded = "wiadomość przekazana|przekazana wiadomość|początek przekazywanej wiadomości",
            SentFrom = "wysłano z *|wysłane z *", ForwardTags = "pd|odp",
        },
        new() // Danish, Norwegian, Swedish
        {
            From = "fra|från", Sent = "sendt|dato|skickat|datum", To = "til|till", Subject = "emne|ämne", Openers = "den", Wrote = "skrev",
            Original = "oprindelig besked|oprindelig meddelelse|opprinnelig melding|ursprungligt meddelande|originalmeddelande",
            Forwarded = "videresendt besked|videresendt meddelelse|videresendt melding|vidarebefordrat meddelande",
            SentFrom = "sendt fra *|skickat från *", ForwardTags = "vs|vb",
        },
        new() // Finnish
        {
            From = "lähettäjä", Sent = "lähetetty|päivämäärä|päiväys", To = "vastaanottaja", Subject = "aihe", Wrote = "kirjoitti",
            Original = "alkuperäinen viesti", Forwarded = "välitetty viesti|edelleenlähetetty viesti", SentFrom = "lähetetty *", ForwardTags = "vl",
        },
        new() // Hungarian
        {
            From = "feladó", Sent = "elküldve|dátum", To = "címzett", Subject = "tárgy", Wrote = "írta|ezt írta",
            Original = "eredeti üzenet", Forwarded = "továbbított üzenet", SentFrom = "küldve *", ForwardTags = "tov",
        },
    ];
}
