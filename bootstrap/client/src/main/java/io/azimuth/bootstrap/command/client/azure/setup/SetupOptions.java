package io.azimuth.bootstrap.command.client.azure.setup;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.azure.id.GuidText;
import io.azimuth.domain.azure.id.ResourceGroupName;
import io.azimuth.domain.azure.id.ResourceType;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.azure.rights.AzureScope;
import io.azimuth.domain.azure.rights.MountRights;
import io.azimuth.domain.azure.rights.NeededRights;
import io.azimuth.domain.azure.rights.RightsRules;
import io.azimuth.domain.rotation.RotatedKind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that decide what there must be in Azure. */
final class SetupOptions {

  private static final String APPLICATION = "application";
  private static final String MANAGED = "managed-identity";
  private static final String WORD_RULE =
      " has 1 to 600 characters, and none of @ and - as the first";
  private static final List<ResourceType> MACHINES =
      List.of(
          ResourceType.VIRTUAL_MACHINE,
          ResourceType.SCALE_SET,
          ResourceType.USER_ASSIGNED_IDENTITY);

  @Option(
      names = "--identity",
      paramLabel = "KIND",
      completionCandidates = Kinds.class,
      description =
          "application or managed-identity. Default: application; of a mount with a managed"
              + " identity there is none.")
  private @Nullable String identity;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Of the application or managed identity. Default: made of the mount's path.")
  private @Nullable String name;

  @Option(
      names = "--client-id",
      paramLabel = "ID",
      description = "Of one that exists. Default: that of the mount; else one is made.")
  private @Nullable String clientId;

  @Option(
      names = "--tenant-id",
      paramLabel = "ID",
      description = "The tenant. Default: that of the mount.")
  private @Nullable String tenantId;

  @Option(
      names = "--identity-group",
      paramLabel = "GROUP",
      description = "The resource group of the managed identity.")
  private @Nullable String identityGroup;

  @Option(
      names = "--subscription-id",
      paramLabel = "ID",
      description = "Where machines log in from; for roles that bind no subscription.")
  private List<String> subscriptions = List.of();

  @Option(
      names = "--resource-group",
      paramLabel = "GROUP",
      description = "In each of these subscriptions. Default: all of the subscription.")
  private List<String> groups = List.of();

  @Option(
      names = "--resource-type",
      paramLabel = "TYPE",
      description = "What logs in, without a mount. Default: machines, scale sets, identities.")
  private List<String> types = List.of();

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      description = "Of the federated credential. Default: that of the mount.")
  private @Nullable String issuer;

  @Option(
      names = "--subject",
      paramLabel = "SUBJECT",
      description = "Of the federated credential. Default: that of the mount.")
  private @Nullable String subject;

  @Option(
      names = "--audience",
      paramLabel = "URI",
      description = "Of the federated credential. Default: api://AzureADTokenExchange.")
  private @Nullable String audience;

  @Option(
      names = "--rotation",
      paramLabel = "KIND",
      completionCandidates = Rotations.class,
      description = "secret or certificate, without a mount: the server rotates it.")
  private @Nullable String rotation;

  @Option(
      names = "--groups",
      description = "Without a mount: roles bind groups, and the mount has resolve_groups.")
  private boolean resolvesGroups;

  @Option(names = "--people", description = "Without a mount: such roles have allow_user_tokens.")
  private boolean people;

  @Option(
      names = "--reader",
      description = "Assign the built-in role Reader instead of one with the needed actions.")
  private boolean reader;

  /** The kinds of identities, for shells that complete the option. */
  static final class Kinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of(APPLICATION, MANAGED).iterator();
    }
  }

  /** What is rotated, for shells that complete the option. */
  static final class Rotations implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("secret", "certificate").iterator();
    }
  }

  /** The name, or this one for what is made. */
  String name(IdentityKind kind, boolean exists, String byDefault) {
    if (name == null) {
      if (kind == IdentityKind.MANAGED_IDENTITY && exists) {
        throw new ClientException("--name says which managed identity has the client id");
      }
      return byDefault;
    }
    SingleLineText.require(name);
    boolean fits =
        kind == IdentityKind.APPLICATION
            ? isWord(name) && name.length() <= SetupPlan.LONGEST_NAME
            : name.matches("[A-Za-z0-9][A-Za-z0-9_-]{2,99}");
    if (!fits) {
      throw new ClientException(
          "--name has 1 to 100 characters, and none of @ and - as the first; that of a managed"
              + " identity 3 to 100 letters, digits, hyphens and underscores");
    }
    return name;
  }

  /** As what the server signs in, if a mount does not do so in another way. */
  IdentityKind identity(Optional<IdentityKind> ofMount) {
    if (identity == null) {
      if (ofMount.filter(IdentityKind.MANAGED_IDENTITY::equals).isPresent()) {
        throw new ClientException(
            "the mount signs in with a managed identity: give --identity=managed-identity, with the"
                + " --name and the --identity-group of it, or --identity=application for an"
                + " application in its place");
      }
      return IdentityKind.APPLICATION;
    }
    return switch (identity) {
      case APPLICATION -> IdentityKind.APPLICATION;
      case MANAGED -> IdentityKind.MANAGED_IDENTITY;
      default -> throw new ClientException("--identity is application or managed-identity");
    };
  }

  /** The client id, or that of the mount. */
  Optional<String> clientId(Optional<String> ofMount) {
    return given(clientId)
        .or(() -> ofMount)
        .map(id -> read("--client-id is a GUID", id, GuidText::canonical));
  }

  /** The tenant, or that of the mount. */
  Optional<String> tenantId(Optional<String> ofMount) {
    return given(tenantId)
        .or(() -> ofMount)
        .map(
            id ->
                read(
                    "--tenant-id is a GUID or a domain",
                    id,
                    text ->
                        Optional.of(text)
                            .filter(it -> it.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,252}"))));
  }

  /** The resource group of a managed identity. */
  Optional<String> home(IdentityKind kind) {
    if (kind == IdentityKind.APPLICATION) {
      if (identityGroup != null) {
        throw new ClientException("--identity-group goes with --identity=managed-identity");
      }
      return Optional.empty();
    }
    if (identityGroup == null) {
      throw new ClientException("--identity-group names the group of the managed identity");
    }
    return Optional.of(group("--identity-group", identityGroup).value());
  }

  /** The federated credential, with what the options leave open taken from the mount. */
  Optional<SetupPlan.Federation> federation(Optional<SetupPlan.Federation> ofMount) {
    Optional<String> by = given(issuer).or(() -> ofMount.map(SetupPlan.Federation::issuer));
    Optional<String> of = given(subject).or(() -> ofMount.map(SetupPlan.Federation::subject));
    if (by.isEmpty() && of.isEmpty()) {
      if (audience != null) {
        throw new ClientException("--audience goes with --issuer and --subject");
      }
      return Optional.empty();
    }
    if (by.isEmpty() || of.isEmpty()) {
      throw new ClientException("--issuer and --subject go together");
    }
    String to =
        given(audience)
            .or(() -> ofMount.map(SetupPlan.Federation::audience))
            .orElse("api://AzureADTokenExchange");
    return Optional.of(
        new SetupPlan.Federation(
            read("--issuer is an https address of at most 600 characters", by.get(), this::issuer),
            read("--subject" + WORD_RULE, of.get(), this::short600),
            read("--audience" + WORD_RULE, to, this::short600)));
  }

  /** Where machines log in from whose roles bind no subscription. */
  List<AzureScope> places() {
    if (subscriptions.isEmpty() && !groups.isEmpty()) {
      throw new ClientException("--resource-group goes with --subscription-id");
    }
    List<AzureScope> places = new ArrayList<>();
    for (String id : subscriptions) {
      SubscriptionId in = read("--subscription-id is a GUID", id, SubscriptionId::parse);
      if (groups.isEmpty()) {
        places.add(AzureScope.of(in));
      }
      groups.forEach(it -> places.add(AzureScope.of(in, group("--resource-group", it))));
    }
    return places;
  }

  /** What is needed by the options alone. */
  NeededRights needed() {
    List<ResourceType> read =
        types.stream()
            .map(
                it ->
                    read("--resource-type is such as Microsoft.Web/sites", it, ResourceType::parse))
            .toList();
    Optional<RotatedKind> rotated = given(rotation).map(SetupOptions::rotated);
    return RightsRules.neededAt(
        new MountRights(resolvesGroups || people, rotated, true),
        places(),
        read.isEmpty() ? MACHINES : read,
        resolvesGroups || people,
        people);
  }

  boolean reader() {
    return reader;
  }

  private static RotatedKind rotated(String kind) {
    return switch (kind) {
      case "secret" -> RotatedKind.PASSWORD;
      case "certificate" -> RotatedKind.CERTIFICATE;
      default -> throw new ClientException("--rotation is secret or certificate");
    };
  }

  private Optional<String> issuer(String text) {
    return short600(text).filter(it -> it.matches("https://[^\\s/?#@]+(/[^\\s?#]*)?"));
  }

  private Optional<String> short600(String text) {
    return Optional.of(text)
        .filter(it -> isWord(it) && it.length() <= 600 && SingleLineText.isPlain(it));
  }

  // The Azure CLI, and azimuth too, read a value that begins with @ from the file of that name.
  private static boolean isWord(String text) {
    return !text.isBlank() && !text.startsWith("@") && !text.startsWith("-");
  }

  private static ResourceGroupName group(String option, String text) {
    return read(option + " is the name of a resource group", text, ResourceGroupName::parse);
  }

  private static <T> T read(String rule, String text, Function<String, Optional<T>> reader) {
    return reader
        .apply(text)
        .orElseThrow(() -> new ClientException(rule + ", and not " + SingleLineText.shown(text)));
  }

  private static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).filter(it -> !it.isEmpty());
  }
}
