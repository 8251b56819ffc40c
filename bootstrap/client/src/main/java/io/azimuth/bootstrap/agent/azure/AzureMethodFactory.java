package io.azimuth.bootstrap.agent.azure;

import io.azimuth.bootstrap.agent.LoginMethod;
import io.azimuth.bootstrap.agent.config.LoginMethodFactory;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.ClientVariables;
import io.azimuth.bootstrap.client.Sleeper;
import io.azimuth.bootstrap.client.azure.AttestationProgram;
import io.azimuth.bootstrap.client.azure.AzureTokenRequest;
import io.azimuth.bootstrap.client.azure.AzureTokenSources;
import io.azimuth.bootstrap.client.azure.IdentityChoice;
import io.azimuth.bootstrap.client.azure.MachineDocumentSource;
import io.azimuth.bootstrap.client.azure.MachineEvidence;
import io.azimuth.bootstrap.client.azure.VirtualMachineSource;
import io.azimuth.bootstrap.client.azure.WorkloadPlatform;
import io.azimuth.bootstrap.configfile.BlockReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes {@code method "azure"}. */
public final class AzureMethodFactory implements LoginMethodFactory {

  private static final String DEFAULT_RESOURCE = "https://management.azure.com/";

  /** The keys that select an identity; at most one of them is allowed. */
  private static final Map<String, IdentityChoice.Kind> IDENTITIES =
      Map.of(
          "client_id", IdentityChoice.Kind.CLIENT_ID,
          "object_id", IdentityChoice.Kind.OBJECT_ID,
          "msi_res_id", IdentityChoice.Kind.RESOURCE_ID);

  private final ClientVariables variables;
  private final Sleeper pause;

  /** Creates a factory for a workload with these variables. */
  public AzureMethodFactory(ClientVariables variables, Sleeper pause) {
    this.variables = variables;
    this.pause = pause;
  }

  @Override
  public String type() {
    return "azure";
  }

  @Override
  public LoginMethod read(BlockReader config, String mountPath, Path directory) {
    Optional<String> role = config.text("role");
    if (!config.has("role")) {
      config.missing("role", "the role to log in with");
    }
    if (config.flag("authenticate_from_environment", false)) {
      config.error(
          "authenticate_from_environment",
          "is not supported: source finds the identity that Azure gave this workload");
    }
    Optional<URI> metadata =
        config
            .text("metadata_address")
            .or(() -> variables.get("METADATA_ADDRESS"))
            .flatMap(text -> uri(config, text));
    Optional<Path> jwtFile = config.text("jwt_file").map(directory::resolve);
    AzureTokenSources.Places places =
        new AzureTokenSources.Places(
            metadata,
            config.text("arc_key_directory").map(directory::resolve),
            config.text("azure_ca_cert").map(directory::resolve),
            jwtFile,
            Optional.empty());
    WorkloadPlatform platform = platform(config, metadata.isPresent(), jwtFile.isPresent());
    AzureTokenRequest request =
        new AzureTokenRequest(config.text("resource").orElse(DEFAULT_RESOURCE), identity(config));
    return new AzureLogin(
        mountPath + "/login",
        role.orElse(""),
        request,
        new AzureTokenSources(variables.others(), pause).of(platform, places),
        new MachineEvidence(
            platform == WorkloadPlatform.VM
                ? Optional.of(
                    new MachineDocumentSource(
                        metadata.orElseGet(() -> URI.create(VirtualMachineSource.ADDRESS)), pause))
                : Optional.empty(),
            config
                .text("attestation_command")
                .map(directory::resolve)
                .map(AttestationProgram::new)));
  }

  private WorkloadPlatform platform(BlockReader config, boolean metadata, boolean jwtFile) {
    String source = config.text("source").orElse("auto");
    if (source.equals("auto") && jwtFile) {
      return WorkloadPlatform.FILE;
    }
    if (source.equals("auto") && metadata) {
      return WorkloadPlatform.VM;
    }
    try {
      WorkloadPlatform platform = WorkloadPlatform.named(source, variables.others());
      if (platform == WorkloadPlatform.IMDSV2) {
        config.error(
            "source",
            "imdsv2 is not supported: its token works on the connection of its key alone");
      }
      if (platform == WorkloadPlatform.FILE && !jwtFile) {
        config.missing("jwt_file", "source = \"file\" needs it");
        return WorkloadPlatform.VM; // the problem ends the agent
      }
      return platform;
    } catch (ClientException e) {
      config.error("source", e.sentence());
      return WorkloadPlatform.VM;
    }
  }

  private static Optional<IdentityChoice> identity(BlockReader config) {
    List<IdentityChoice> found =
        IDENTITIES.entrySet().stream()
            .flatMap(
                one ->
                    config.text(one.getKey()).stream()
                        .map(id -> new IdentityChoice(one.getValue(), id)))
            .toList();
    if (found.size() > 1) {
      config.error(
          "client_id", "only one of client_id, object_id and msi_res_id names an identity");
    }
    return found.stream().findFirst();
  }

  private static Optional<URI> uri(BlockReader config, String text) {
    try {
      return Optional.of(new URI(text.contains("://") ? text : "http://" + text));
    } catch (URISyntaxException e) {
      config.error("metadata_address", "must be like http://169.254.169.254");
      return Optional.empty();
    }
  }
}
