# docker build -t omnihub .
# docker run -p 8080:8080 -v omnihub:/data omnihub
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# what decides the packages comes first, so that a change of code alone does not restore them again
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY Hub.Core/Hub.Core.csproj Hub.Core/packages.lock.json Hub.Core/
COPY Hub.Channels/Hub.Channels.csproj Hub.Channels/packages.lock.json Hub.Channels/
COPY Hub.Host/Hub.Host.csproj Hub.Host/packages.lock.json Hub.Host/
RUN dotnet restore Hub.Host --locked-mode
COPY . .
RUN dotnet publish Hub.Host --configuration Release --no-restore --output /app -p:UseAppHost=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
COPY --from=build /app /app
RUN mkdir /data && chown "$APP_UID:$APP_UID" /data
# relative paths start here: ./data is the volume, and a /config/hub.json that is mounted takes the place of the built-in one
WORKDIR /
VOLUME /data
# inside a container every interface is the container's own; TLS is the business of what stands in front of it
ENV OMNIHUB__Http__Url=http://0.0.0.0:8080 \
    OMNIHUB__Http__AllowPlain=true \
    OMNIHUB__MailIn__Address=0.0.0.0
EXPOSE 8080 2525
USER $APP_UID
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 CMD ["dotnet", "/app/Hub.Host.dll", "health"]
ENTRYPOINT ["dotnet", "/app/Hub.Host.dll"]
