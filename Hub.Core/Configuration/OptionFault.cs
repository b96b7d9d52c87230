namespace Hub.Core.Configuration;

/// <summary>One fault of an options object.</summary>
/// <param name="Key">The key inside the section, as in <c>Webhook:Url</c>.</param>
/// <param name="Problem">What is wrong, without the value.</param>
/// <param name="Fix">What to do about it.</param>
public sealed record OptionFault(string Key, string Problem, string Fix);
