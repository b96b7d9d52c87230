using Hub.Tests.Contracts;

namespace Hub.Tests.Subscriptions;

public sealed class SqliteSubscriptionTests : SubscriptionContract<SqliteTestDatabase>;
