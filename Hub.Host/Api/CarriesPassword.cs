namespace Hub.Host.Api;

/// <summary>Marks a route whose body has a password in it.</summary>
internal sealed class CarriesPassword
{
    public static CarriesPassword Instance { get; } = new();
}
