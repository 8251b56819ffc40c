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

/** The options that say what there is to be in Azure. */
final class SetupOptions {

  private static final String APPLICATION = "application";
  private static final String MANAGED = "managed-identity";
  private static final int LONGEST_NAME = 100;
  private static final List<ResourceType> MACHINES =
      List.of(
          ResourceType.VIRTUAL_MACHINE,
          ResourceType.SCALE_SET,
          ResourceType.USER_ASSIGNED_IDENTITY);

  @Option(
      names = "--identity",
      paramLabel = "KIND",
      completionCandidates = Kinds.class,
      description = "application or managed-identity. Default: application.")
  private String identity = APPLICATION;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Of the application or managed identity. Default: azimuth.")
  private String name = "azimuth";

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

  String name() {
    PlainLine.require(name);
    boolean fits =
        identity() == IdentityKind.APPLICATION
            ? !name.isBlank() && name.length() <= LONGEST_NAME
            : name.matches("[A-Za-z0-9][A-Za-z0-9_-]{2,99}");
    if (!fits) {
      throw new ClientException(
          "--name has 1 to 100 characters; that of a managed identity 3 to 100 letters, digits,"
              + " hyphens and underscores");
    }
    return name;
  }

  IdentityKind identity() {
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
  Optional<String> home() {
    if (identity() == IdentityKind.APPLICATION) {
      return Optional.empty();
    }
    if (identityGroup == null) {
      throw new ClientException("--identity-group names the group of the managed identity");
    }
    return Optional.of(group("--identity-group", identityGroup).value());
  }

  /** The federated credential, with what the options leave open taken from the mount. */
  Optional<SetupPlan.Federation> federation(
      String credential, Optional<SetupPlan.Federation> ofMount) {
    Optional<String> by = given(issuer).or(() -> ofMount.map(SetupPlan.Federation::issuer));
    Optional<String> of = given(subject).or(() -> ofMount.map(SetupPlan.Federation::subject));
    if (by.isEmpty() && of.isEmpty()) {
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
            credential,
            read("--issuer is an https address of at most 600 characters", by.get(), this::issuer),
            read("--subject has 1 to 600 characters", of.get(), this::short600),
            read("--audience has 1 to 600 characters", to, this::short600)));
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

  /** What the options alone say is needed. */
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
        .filter(it -> !it.isBlank() && it.length() <= 600 && PlainLine.isPlain(it));
  }

  private static ResourceGroupName group(String option, String text) {
    return read(option + " is the name of a resource group", text, ResourceGroupName::parse);
  }

  private static <T> T read(String rule, String text, Function<String, Optional<T>> reader) {
    return reader
        .apply(text)
        .orElseThrow(() -> new ClientException(rule + ", and not " + PlainLine.shown(text)));
  }

  private static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).filter(it -> !it.isEmpty());
  }
}
