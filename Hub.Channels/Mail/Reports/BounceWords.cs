namespace Hub.Channels.Mail.Reports;

/// <summary>The words by which mail servers that write no status say what went wrong. The first line that matches decides.</summary>
internal static class BounceWords
{
    private static readonly (StatusCode Status, string[] Words)[] Causes =
    [
        (new(4, 2, 2), ["mailbox is full", "mailbox full", "full mailbox", "quota", "not enough storage", "insufficient storage", "storage space",
            "mail agotado", "postfach ist voll", "boîte aux lettres est pleine", "casella piena", "邮箱已满", "空间不足", "郵箱已滿"]),
        (new(4, 4, 7), ["retry timeout exceeded", "time expired", "delivery time", "too long in queue", "message expired", "超时"]),
        (new(5, 2, 1), ["account has been disabled", "account is disabled", "account disabled", "mailbox disabled", "mailbox is disabled", "suspended",
            "inactive user", "mailbox is inactive", "expirado por falta de uso", "冻结", "停用"]),
        (new(5, 1, 2), ["unrouteable", "unroutable", "host not found", "domain not found", "domain name not found", "couldn't find any host",
            "could not find any host", "unknown host", "host unknown", "no such domain", "unknown domain", "nxdomain", "域名不存在"]),
        (new(5, 1, 1), ["user unknown", "unknown user", "no such user", "no mailbox", "no such mailbox", "mailbox unavailable", "mailbox not found",
            "unknown mailbox", "does not exist", "doesn't exist", "doesn't have a", "not listed", "invalid recipient", "recipient rejected",
            "no such recipient", "unknown recipient", "address rejected", "does not like recipient", "addressee unknown", "recipient not found",
            "user not found", "invalid mailbox", "unbekannter empfänger", "不存在", "无此用户", "找不到收件"]),
        (new(5, 3, 4), ["message size", "message too large", "too big", "size limit", "邮件过大"]),
        (new(5, 7, 1), ["spam", "blocked", "blacklist", "blocklist", "dnsbl", "policy", "content rejected", "not authorized", "access denied", "virus found", "contains a virus", "infected",
            "垃圾邮件", "拒收"]),
        (new(4, 4, 1), ["timed out", "connection refused", "could not initiate smtp", "no route to host", "connection was dropped",
            "connection dropped", "did not accept our requests to connect"]),
    ];

    private static readonly string[] Delays =
    [
        "has not yet been delivered", "has been delayed", "warning message only", "delivery attempts will continue", "will be retried",
        "still being retried", "delivery is delayed", "noch nicht zugestellt", "livraison retardée", "se ha retrasado", "投递延迟",
    ];

    private static readonly string[] Subjects =
    [
        "undelivered mail", "undeliverable", "undelivered", "delivery status notification", "delivery failure", "delivery failed",
        "delivery has failed", "mail delivery fail", "failure notice", "returned mail", "returned to sender", "delivery notification",
        "delivery report", "message delayed", "warning: message", "nondeliverable", "blocked by our", "unzustellbar", "nicht zugestellt",
        "non remis", "échec de la remise", "no se puede entregar", "no entregado", "devuelto", "mancato recapito", "não entregue",
        "недоставлен", "не доставлено", "olevererbart", "退信", "无法送达", "投递失败", "退回", "配信不能", "配信エラー",
    ];

    private static readonly string[] Texts =
    [
        "could not be delivered", "couldn't be delivered", "was not delivered", "not been delivered", "wasn't able to deliver",
        "was not able to deliver", "unable to deliver", "not yet been delivered", "delivery to the following recipient",
        "did not reach the following recipient", "delivery of email to this address", "undeliverable", "permanent error",
        "following address(es) failed", "no pudo ser entregado", "konnte nicht zugestellt", "n'a pas pu être remis", "無法投遞", "无法投递",
        "无法发送到", "未能送达", "被退回", "退信原因",
    ];

    /// <summary>What a text says went wrong, or null.</summary>
    public static StatusCode? Cause(string text)
    {
        foreach (var (status, words) in Causes)
            if (HasAny(text, words)) return status;
        return null;
    }

    /// <summary>Whether it tells of a delay and not of a failure.</summary>
    public static bool TellsOfDelay(string text) => HasAny(text, Delays);

    /// <summary>Whether a subject is that of a bounce.</summary>
    public static bool IsSubject(string? subject) => subject is not null && HasAny(subject, Subjects);

    /// <summary>Whether a text is that of a bounce.</summary>
    public static bool IsText(string text) => HasAny(text, Texts);

    private static bool HasAny(string text, string[] words) => Array.Exists(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
