package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.Sleeper;
import io.azimuth.bootstrap.client.TlsSettings;
import io.azimuth.bootstrap.process.Environment;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Makes the source of each platform. */
public final class AzureTokenSources {

  private final Environment environment;
  private final Sleeper pause;

  /** Sources for a workload with this environment. */
  public AzureTokenSources(Environment environment, Sleeper pause) {
    this.environment = environment;
    this.pause = pause;
  }

  /**
   * Where things are when they are not where Azure has them.
   *
   * @param metadataAddress of the metadata service of a virtual machine
   * @param arcKeys directory of the key files of an Arc agent
   * @param signInAuthorities whom to trust at the sign-in service
   * @param jwtFile where a token is that somebody else has fetched
   */
  public record Places(
      Optional<URI> metadataAddress,
      Optional<Path> arcKeys,
      Optional<Path> signInAuthorities,
      Optional<Path> jwtFile) {}

  /** The source of that platform. */
  public AzureTokenSource of(WorkloadPlatform platform, Places places) {
    return switch (platform) {
      case VM -> machine(places);
      case APP_SERVICE -> new AppServiceSource(environment, pause);
      case ARC -> new ArcSource(environment, arcKeys(places), pause);
      case AKS ->
          new WorkloadIdentitySource(
              environment,
              places.signInAuthorities().map(TlsSettings::trusting).orElse(TlsSettings.DEFAULT));
      case FILE -> file(places);
    };
  }

  private AzureTokenSource machine(Places places) {
    URI address =
        places.metadataAddress().orElseGet(() -> URI.create(VirtualMachineSource.ADDRESS));
    AzureTokenSource source = new VirtualMachineSource(address, pause);
    return order -> {
      try {
        return source.fetch(order);
      } catch (ClientException e) {
        throw e.getCause() == null ? e : VirtualMachineSource.notHere(e);
      }
    };
  }

  private Path arcKeys(Places places) {
    return places
        .arcKeys()
        .orElseGet(() -> ArcKeyFile.usualDirectory(environment.get("ProgramData").orElse("")));
  }

  private static AzureTokenSource file(Places places) {
    Path file =
        places
            .jwtFile()
            .orElseThrow(() -> new ClientException("--source=file needs --jwt-file FILE"));
    return order -> AzureToken.of(TokenFileReader.read(file), Map.of());
  }
}
