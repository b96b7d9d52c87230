namespace Hub.Host.Api;

/// <summary>A parameter of the request cannot be read; answered 400 with the place and the reason.</summary>
internal sealed class BadInputException(string place, string reason) : BadHttpRequestException($"{place}: {reason}")
{
    public string Place { get; } = place;

    public string Reason { get; } = reason;
}
