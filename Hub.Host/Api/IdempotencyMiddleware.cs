using System.Security.Cryptography;
using System.Text;
using Hub.Host.Security;

namespace Hub.Host.Api;

/// <summary>Reads the <c>Idempotency-Key</c> of a change, and hashes its body before a handler reads it.</summary>
internal sealed class IdempotencyMiddleware(RequestDelegate next)
{
    public const string Header = "Idempotency-Key";

    private const int LongestKey = 255;
    private const int SlowRounds = 210_000;

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.Request.Headers.TryGetValue(Header, out var values) && http.Features.Get<Caller>() is not null && !HttpMethods.IsGet(http.Request.Method))
        {
            if (values is not [{ Length: > 0 and <= LongestKey } key] || key.Any(char.IsControl))
                throw new BadInputException(Header, $"give one key of 1 to {LongestKey} characters");
            // paths are the same route in any case
            var route = $"{http.Request.Method} {http.Request.Path.Value!.ToLowerInvariant()}";
            http.Features.Set(new IdempotencyKey(route, key, await HashBodyAsync(http, route + key)));
        }

        await next(http);
    }

    private static async Task<string> HashBodyAsync(HttpContext http, string salt)
    {
        http.Request.EnableBuffering();
        var hash = await SHA256.HashDataAsync(http.Request.Body, http.RequestAborted);
        http.Request.Body.Position = 0;
        // a plain hash of a body with a password in it would be a shorter way to the password than its own hash
        if (http.GetEndpoint()?.Metadata.GetMetadata<CarriesPassword>() is not null)
            hash = Rfc2898DeriveBytes.Pbkdf2(hash, Encoding.UTF8.GetBytes(salt), SlowRounds, HashAlgorithmName.SHA512, hash.Length);
        return Convert.ToHexStringLower(hash);
    }
}
