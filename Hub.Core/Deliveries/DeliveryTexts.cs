using Hub.Core.Channels;

namespace Hub.Core.Deliveries;

/// <summary>States and classes as tables, journal and API name them.</summary>
public static class DeliveryTexts
{
    private static readonly string[] States = Lower<DeliveryState>();
    private static readonly string[] Classes = Lower<DeliveryClass>();

    /// <summary>The state as the table holds it.</summary>
    public static string Text(this DeliveryState state) => States[(int)state];

    /// <summary>The class as the table holds it.</summary>
    public static string Text(this DeliveryClass errorClass) => Classes[(int)errorClass];

    /// <summary>The state as a message shows it: who works on it is nobody's concern, so leased and attempting are <c>sending</c>.</summary>
    public static string Shown(this DeliveryState state) =>
        state is DeliveryState.Leased or DeliveryState.Attempting ? "sending" : state.Text();

    private static string[] Lower<T>() where T : struct, Enum =>
        [.. Enum.GetNames<T>().Select(name => string.Concat(name.Select(char.ToLowerInvariant)))];
}
