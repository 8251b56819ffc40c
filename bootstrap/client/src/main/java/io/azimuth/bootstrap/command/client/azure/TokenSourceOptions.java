package io.azimuth.bootstrap.command.client.azure;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.azure.AttestationProgram;
import io.azimuth.bootstrap.client.azure.AzureToken;
import io.azimuth.bootstrap.client.azure.AzureTokenRequest;
import io.azimuth.bootstrap.client.azure.AzureTokenSources;
import io.azimuth.bootstrap.client.azure.IdentityChoice;
import io.azimuth.bootstrap.client.azure.MachineDocumentSource;
import io.azimuth.bootstrap.client.azure.MachineEvidence;
import io.azimuth.bootstrap.client.azure.VirtualMachineSource;
import io.azimuth.bootstrap.client.azure.WorkloadPlatform;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The options that select where a login's token comes from. */
final class TokenSourceOptions {

  private static final String METADATA_ADDRESS = "--metadata-address";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      completionCandidates = Sources.class,
      defaultValue = "auto",
      description =
          "vm, imdsv2 (a machine's token that is bound to a key of it), app-service, arc, aks, "
              + "file, az (the person that is signed in to the Azure CLI), or auto: what the variables say that Azure sets for its workloads. Default: "
              + "${DEFAULT-VALUE}.")
  private String source = "auto";

  @Option(
      names = {"--resource", "--audience"},
      paramLabel = "URI",
      defaultValue = "https://management.azure.com/",
      description = {
        "The audience of the token: resource of the mount's config.",
        "Default: ${DEFAULT-VALUE}"
      })
  private String resource = "";

  @Option(
      names = "--jwt-file",
      paramLabel = "FILE",
      description = "A file with a token that was fetched before; means --source=file.")
  private @Nullable Path jwtFile;

  @Option(
      names = "--tenant",
      paramLabel = "ID",
      description = "The tenant that az asks, if not that of the active subscription.")
  private @Nullable String tenant;

  @Option(
      names = METADATA_ADDRESS,
      paramLabel = "URL",
      description =
          "The metadata service, else AZIMUTH_METADATA_ADDRESS, http://169.254.169.254; means"
              + " --source=vm, unless it is imdsv2.")
  private @Nullable String metadataAddress;

  @Option(
      names = "--arc-key-directory",
      paramLabel = "DIR",
      description = "Where the Arc agent has its key files, for the simulated Azure.")
  private @Nullable Path arcKeys;

  @Option(
      names = "--azure-ca-cert",
      paramLabel = "FILE",
      description = "Authorities to trust at the sign-in service, PEM, for the simulated Azure.")
  private @Nullable Path signInAuthorities;

  @Option(
      names = "--attestation-command",
      paramLabel = "FILE",
      description =
          "A program that attests this machine, for a role with bound_attestation: it reads the"
              + " nonce from AZIMUTH_ATTESTATION_NONCE and prints the token of the attestation"
              + " service.")
  private @Nullable Path attestation;

  /** The sources, for shells that complete the option. */
  static final class Sources implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(
              Stream.of("auto"), Stream.of(WorkloadPlatform.values()).map(WorkloadPlatform::code))
          .iterator();
    }
  }

  @ArgGroup private @Nullable Selection selection;

  /** The options that select an identity; at most one of them is allowed. */
  static final class Selection {
    @Option(
        names = "--client-id",
        paramLabel = "GUID",
        description = "The client id of the identity to use, where there are several.")
    private @Nullable String clientId;

    @Option(names = "--object-id", paramLabel = "GUID", description = "Its object id instead.")
    private @Nullable String objectId;

    @Option(names = "--msi-res-id", paramLabel = "ID", description = "Its resource id instead.")
    private @Nullable String resourceId;

    Optional<IdentityChoice> choice() {
      return choice(IdentityChoice.Kind.CLIENT_ID, clientId)
          .or(() -> choice(IdentityChoice.Kind.OBJECT_ID, objectId))
          .or(() -> choice(IdentityChoice.Kind.RESOURCE_ID, resourceId));
    }

    private static Optional<IdentityChoice> choice(
        IdentityChoice.Kind kind, @Nullable String value) {
      return Optional.ofNullable(value).map(given -> new IdentityChoice(kind, given));
    }
  }

  AzureToken prove(ClientContext context) {
    WorkloadPlatform platform = platform(context);
    AzureTokenRequest order =
        new AzureTokenRequest(resource, Optional.ofNullable(selection).flatMap(Selection::choice));
    try {
      return new AzureTokenSources(context.environment(), context.pause())
          .of(platform, places(context))
          .fetch(order);
    } catch (ClientException e) {
      throw e.of("Error fetching a token (source " + platform.code() + ")");
    }
  }

  /** What the machine can show when the server asks for it. */
  MachineEvidence evidence(ClientContext context) {
    return new MachineEvidence(
        documents(context), Optional.ofNullable(attestation).map(AttestationProgram::new));
  }

  private Optional<MachineDocumentSource> documents(ClientContext context) {
    WorkloadPlatform platform = platform(context);
    return platform == WorkloadPlatform.VM || platform == WorkloadPlatform.IMDSV2
        ? Optional.of(
            new MachineDocumentSource(
                metadataService(context).orElseGet(() -> URI.create(VirtualMachineSource.ADDRESS)),
                context.pause()))
        : Optional.empty();
  }

  /** The first given option of those that only a login with an identity of Azure takes. */
  Optional<String> firstGiven(ResourceNameOptions names, ParseResult given) {
    Set<String> all =
        Stream.concat(spec.options().stream().map(OptionSpec::longestName), names.optionNames())
            .collect(Collectors.toSet());
    return given.matchedOptions().stream()
        .map(OptionSpec::longestName)
        .filter(all::contains)
        .findFirst();
  }

  boolean isPerson() {
    return source.equals(WorkloadPlatform.AZ.code());
  }

  private Optional<URI> metadataService(ClientContext context) {
    return Optional.ofNullable(metadataAddress)
        .map(text -> address(METADATA_ADDRESS, text))
        .or(
            () ->
                context
                    .variables()
                    .get("METADATA_ADDRESS")
                    .map(text -> address("AZIMUTH_METADATA_ADDRESS", text)));
  }

  /**
   * The address of a metadata service, which may be written without {@code http://}.
   *
   * @param origin the option or variable that has it
   * @throws ClientException when it names no host
   */
  static URI address(String origin, String text) {
    try {
      URI address = new URI(text.contains("://") ? text : "http://" + text);
      if (address.getHost() != null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Answered below, as what names no host.
    }
    throw new ClientException(
        origin + " must be an address such as http://169.254.169.254, and is \"" + text + "\"");
  }

  private WorkloadPlatform platform(ClientContext context) {
    if (source.equals("auto") && jwtFile != null) {
      return WorkloadPlatform.FILE;
    }
    return source.equals("auto") && metadataService(context).isPresent()
        ? WorkloadPlatform.VM
        : WorkloadPlatform.named(source, context.environment());
  }

  private AzureTokenSources.Places places(ClientContext context) {
    return new AzureTokenSources.Places(
        metadataService(context),
        Optional.ofNullable(arcKeys),
        Optional.ofNullable(signInAuthorities),
        Optional.ofNullable(jwtFile),
        Optional.ofNullable(tenant));
  }
}
