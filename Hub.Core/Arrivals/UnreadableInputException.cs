namespace Hub.Core.Arrivals;

/// <summary>An input cannot be read. The message says what is wrong and where, without quoting the input.</summary>
public sealed class UnreadableInputException(string reason, Exception? inner = null) : Exception(reason, inner);
