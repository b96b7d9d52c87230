namespace Hub.Channels.Email.Receiving;

/// <summary>A mail that its server did not hand out.</summary>
/// <param name="Uid">Its number in the folder.</param>
/// <param name="Tries">How often it was asked for before.</param>
internal sealed record LeftMail(uint Uid, int Tries);
