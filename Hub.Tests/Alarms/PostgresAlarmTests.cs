using Hub.Tests.Contracts;

namespace Hub.Tests.Alarms;

public sealed class PostgresAlarmTests : AlarmContract<PostgresTestDatabase>;
