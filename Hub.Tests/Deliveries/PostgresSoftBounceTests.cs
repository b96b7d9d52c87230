using Hub.Tests.Contracts;

namespace Hub.Tests.Deliveries;

public sealed class PostgresSoftBounceTests : SoftBounceContract<PostgresTestDatabase>;
