using System.Net;
using System.Net.Sockets;

namespace Hub.Host.Security;

/// <summary>Where a request comes from, as far as limits count it.</summary>
internal static class ClientAddress
{
    private const int CustomerNetworkBytes = 8;

    /// <summary>The IPv4 address, or the /64 network of an IPv6 address, which is what one customer has (RFC 6177).</summary>
    public static string Of(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address) return "local";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(CustomerNetworkBytes).Clear();
        return new IPAddress(bytes).ToString();
    }
}
