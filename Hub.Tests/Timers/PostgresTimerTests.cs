using Hub.Tests.Contracts;

namespace Hub.Tests.Timers;

public sealed class PostgresTimerTests : TimerContract<PostgresTestDatabase>;
