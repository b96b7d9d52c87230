using System.ComponentModel.DataAnnotations;
using Hub.Core.Channels;
using Hub.Core.Configuration;
using Hub.Core.Contacts;

namespace Hub.Channels.Fax;

/// <summary>A fax number whose faxes a gateway sends by mail.</summary>
public sealed class FaxOptions : ChannelOptions, IOptionRules
{
    /// <summary>The kind as written in the section.</summary>
    public const string KindName = "fax";

    private const int MostPatterns = 50;

    /// <summary>The mail address that the gateway sends faxes to, such as <c>fax@hub.example.org</c>: of this channel alone, and told to nobody else.
    /// No default.</summary>
    [Required]
    public string Address { get; init; } = "";

    /// <summary>The fax number itself, in E.164. Default empty: not known.</summary>
    [StringLength(30)]
    public string Number { get; init; } = "";

    /// <summary>The country code, as in <c>49</c>, of numbers that the gateway writes without one. Default empty: those stay as they are
    /// written.</summary>
    [RegularExpression("^([1-9][0-9]{0,2})?$")]
    public string Country { get; init; } = "";

    /// <summary>How the gateway writes, where the usual profiles do not know it; at most 50, as in <c>Subject: ^Fax from (?&lt;caller&gt;.+)$</c>. Default
    /// none.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = [];

    /// <summary>The address in the form in which addresses are compared.</summary>
    /// <exception cref="InvalidOperationException">It is no address.</exception>
    internal string CanonicalAddress => ContactAddress.Canonical(PointKinds.Email, Address)
        ?? throw new InvalidOperationException($"{nameof(Address)} is no mail address");

    /// <inheritdoc/>
    public IEnumerable<OptionFault> Faults()
    {
        if (Address.Length > 0 && ContactAddress.Canonical(PointKinds.Email, Address) is null)
            yield return new(nameof(Address), "is no mail address", "write one as in fax@hub.example.org");
        if (Number.Length > 0 && ContactAddress.Canonical(PointKinds.Phone, Number) is null)
            yield return new(nameof(Number), "is no number in E.164", "write it as in +49 69 1234567");
        if (Patterns.Count > MostPatterns) yield return new(nameof(Patterns), $"has more than {MostPatterns} patterns", "write fewer");
        for (var i = 0; i < Patterns.Count; i++)
            if (FaxPattern.Parse(Patterns[i]) is null)
                yield return new($"{nameof(Patterns)}:{i}", "is no field with a regular expression", "write one as in \"Subject: ^Fax from (?<caller>.+)$\", without back references and looking around");
    }
}
