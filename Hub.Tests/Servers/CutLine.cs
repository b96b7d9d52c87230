namespace Hub.Tests.Servers;

/// <summary>What went over a line until it was cut.</summary>
/// <param name="Said">Everything that the client said, whether it passed or not.</param>
/// <param name="Heard">What of the server's words reached the client.</param>
internal sealed record CutLine(string Said, string Heard);
