namespace Hub.Tests.Channels.Email;

public sealed class PostgresQueueIdentityTests(PostgresSendingDesk place) : QueueIdentityContract(place), IClassFixture<PostgresSendingDesk>;
