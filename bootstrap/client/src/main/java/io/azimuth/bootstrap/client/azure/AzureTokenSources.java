package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.Sleeper;
import io.azimuth.bootstrap.client.TlsSettings;
import io.azimuth.bootstrap.process.Environment;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Creates the token source of each platform. */
public final class AzureTokenSources {

  private final Environment environment;
  private final Sleeper pause;

  /** Creates sources for a workload with this environment. */
  public AzureTokenSources(Environment environment, Sleeper pause) {
    this.environment = environment;
    this.pause = pause;
  }

  /**
   * Addresses and files that replace the usual ones of Azure.
   *
   * @param metadataAddress the address of a virtual machine's metadata service
   * @param arcKeys the directory of an Arc agent's key files
   * @param signInAuthorities a PEM file of the authorities to trust for the sign-in service
   * @param jwtFile a file with a token that another program has fetched
   * @param tenant the tenant that the Azure CLI asks
   */
  public record Places(
      Optional<URI> metadataAddress,
      Optional<Path> arcKeys,
      Optional<Path> signInAuthorities,
      Optional<Path> jwtFile,
      Optional<String> tenant) {}

  public AzureTokenSource of(WorkloadPlatform platform, Places places) {
    return switch (platform) {
      case VM -> machine(places);
      case IMDSV2 -> new CertifiedMachineSource(metadata(places), pause, signIn(places));
      case APP_SERVICE -> new AppServiceSource(environment, pause);
      case ARC -> new ArcSource(environment, arcKeys(places), pause);
      case AKS -> new WorkloadIdentitySource(environment, signIn(places));
      case FILE -> file(places);
      case AZ -> new AzureCliSource(environment, places.tenant());
    };
  }

  private static TlsSettings signIn(Places places) {
    return places.signInAuthorities().map(TlsSettings::trusting).orElse(TlsSettings.DEFAULT);
  }

  private static URI metadata(Places places) {
    return places.metadataAddress().orElseGet(() -> URI.create(VirtualMachineSource.ADDRESS));
  }

  private AzureTokenSource machine(Places places) {
    AzureTokenSource source = new VirtualMachineSource(metadata(places), pause);
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
