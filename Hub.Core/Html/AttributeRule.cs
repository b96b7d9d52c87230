using System.Collections.Frozen;

namespace Hub.Core.Html;

/// <summary>An attribute that may stay.</summary>
/// <param name="Elements">The elements on which it means something; null for all.</param>
/// <param name="Clean">Its value in canonical form, or null if it goes.</param>
internal sealed record AttributeRule(FrozenSet<string>? Elements, Func<string, string?> Clean);
