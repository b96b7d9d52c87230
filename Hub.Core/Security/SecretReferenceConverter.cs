using System.ComponentModel;
using System.Globalization;

namespace Hub.Core.Security;

/// <summary>Lets the configuration binder read a <see cref="SecretReference"/>; an empty text is no reference.</summary>
public sealed class SecretReferenceConverter : TypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

    /// <inheritdoc/>
    /// <exception cref="FormatException">The text is not a reference; the message does not repeat it.</exception>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) => value switch
    {
        "" => null,
        string text when SecretReference.TryParse(text, out var reference) => reference,
        _ => throw new FormatException("A secret is given as env:NAME or file:PATH."),
    };
}
