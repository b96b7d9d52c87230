using System.Globalization;

namespace Hub.Core.Forwarding;

/// <summary>The lines above a forwarded message in one language. Mail programs, and <see cref="Quoting"/>, know them.</summary>
internal sealed record ForwardWords
{
    private static readonly ForwardWords English = new()
    {
        Title = "---------- Forwarded message ----------", From = "From: ", Date = "Date: ", Subject = "Subject: ", To = "To: ", Cc = "Cc: ",
        DateForm = "ddd, d MMM yyyy HH:mm 'UTC'",
    };

    private static readonly ForwardWords Chinese = new()
    {
        Title = "---------- 转发的邮件 ----------", From = "发件人：", Date = "日期：", Subject = "主题：", To = "收件人：", Cc = "抄送：",
        DateForm = "yyyy年M月d日 HH:mm 'UTC'",
    };

    public required string Title { get; init; }

    public required string From { get; init; }

    public required string Date { get; init; }

    public required string Subject { get; init; }

    public required string To { get; init; }

    public required string Cc { get; init; }

    private string DateForm { get; init; } = "";

    /// <summary>Those of a language; English where it has none.</summary>
    public static ForwardWords Of(string? language) =>
        language?.Split('-')[0].Equals("zh", StringComparison.OrdinalIgnoreCase) == true ? Chinese : English;

    /// <summary>A time as people of the language write it.</summary>
    public string Text(DateTimeOffset at) => at.UtcDateTime.ToString(DateForm, CultureInfo.InvariantCulture);
}
