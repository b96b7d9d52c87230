using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Hub.Channels.Twilio;

namespace Hub.Channels.Sms;

/// <summary>Text messages by Twilio.</summary>
public sealed partial class SmsOptions : TwilioOptions
{
    /// <summary>The kind as written in the section.</summary>
    public const string KindName = "sms";

    /// <summary>The most segments that a message may have: each is paid for. Default 10, range 1 to 23.</summary>
    [Range(1, 23)]
    public int MaxSegments { get; init; } = 10;

    /// <summary>Whether files are sent (MMS), which few countries' numbers can. Default true.</summary>
    public bool Mms { get; init; } = true;

    /// <summary>A short code, or a name of up to 11 letters and digits, which nobody can answer.</summary>
    protected override bool MaySendFrom(string sender) => OtherSender().IsMatch(sender);

    [GeneratedRegex("^([0-9]{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})$")]
    private static partial Regex OtherSender();
}
