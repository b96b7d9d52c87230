using Hub.Host.Commands;

if (args is ["health", ..])
{
    var configuration = new ConfigurationBuilder().AddEnvironmentVariables("OMNIHUB__").Build();
    return await HealthCommand.RunAsync(configuration, Console.Error, CancellationToken.None);
}
Console.WriteLine("OmniHub");
return 0;
