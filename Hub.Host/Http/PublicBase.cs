using Hub.Host.Commands;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Options;

namespace Hub.Host.Http;

/// <summary>The address at which others reach this hub: as configured, else as listened on; never what a request says of itself.</summary>
internal sealed class PublicBase(IOptions<HttpOptions> options, IServer server)
{
    /// <summary>Without a slash at the end.</summary>
    public string Url => options.Value.PublicUrl is { Length: > 0 } configured ? configured : RunCommand.Address(server);
}
