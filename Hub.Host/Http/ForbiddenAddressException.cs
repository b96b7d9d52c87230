namespace Hub.Host.Http;

/// <summary>Nothing was sent: the host has no address that may be called.</summary>
internal sealed class ForbiddenAddressException(string message) : HttpRequestException(message);
