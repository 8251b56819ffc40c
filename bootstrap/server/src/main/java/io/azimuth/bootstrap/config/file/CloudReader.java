package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.config.AzureCloudBlock;
import io.azimuth.bootstrap.config.LocalSources;
import io.azimuth.bootstrap.configfile.BlockReader;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.bootstrap.configfile.ExternalValues;
import io.azimuth.bootstrap.configfile.FileCheck;
import io.azimuth.domain.hcl.HclItem;
import io.azimuth.domain.text.AsciiCase;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code cloud} blocks. */
final class CloudReader {

  private static final Set<String> BUILT_IN =
      Set.of("azurepubliccloud", "azureusgovernmentcloud", "azurechinacloud");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
  private static final Set<String> HTTPS = Set.of("https");
  private static final Set<String> HTTP_OR_HTTPS = Set.of("http", "https");
  private static final String TENANT = "{tenant_id}";
  private static final String VAULT = "{vault_name}";

  /** That of the public cloud. */
  private static final String DATABASES = "https://ossrdbms-aad.database.windows.net";

  private static final String PATH_NOT_SUPPORTED =
      "not supported: an authority with a path, such as AD FS of an Azure Stack Hub that is not"
          + " connected to Entra ID; name a sign-in service of Entra ID like https://host:port/"
          + " (the tenant is the tenant_id of a mount)";

  private static final String SERVICES = "services";
  private static final String KEYS_FILE = "keys_file";
  private static final String ATTESTED_HOST = "attested_host";
  private static final String ATTESTED_CA_FILE = "attested_ca_file";
  private static final String ATTESTED_ISSUER_HOSTS = "attested_issuer_hosts";

  /** What the block of a built-in cloud may have. */
  private static final List<String> LOCAL =
      List.of(SERVICES, KEYS_FILE, ATTESTED_CA_FILE, ATTESTED_ISSUER_HOSTS);

  private static final Pattern HOST =
      Pattern.compile("(?=.{1,253}$)([A-Za-z0-9-]{1,63}\\.){1,10}[A-Za-z0-9-]{2,63}");

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?=.{1,253}$)[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?");
  private static final int MAX_ISSUER_HOSTS = 16;

  private final ExternalValues source;
  private final ConfigProblems problems;
  private final List<AzureCloudBlock> clouds = new ArrayList<>();
  private final List<LocalSources> local = new ArrayList<>();

  CloudReader(ExternalValues source, ConfigProblems problems) {
    this.source = source;
    this.problems = problems;
  }

  /** Reads the blocks; call it once. */
  void read(List<HclItem.Block> blocks) {
    List<String> before = new ArrayList<>();
    for (HclItem.Block block : blocks) {
      String name = block.labels().get(0);
      BlockReader reader = BlockReader.of(block, problems);
      boolean builtIn = BUILT_IN.contains(AsciiCase.fold(name));
      checkName(block, name, before);
      before.add(name);
      LocalSources own = local(block, name, reader);
      if (builtIn) {
        checkBuiltIn(block, name, reader, own);
      } else {
        read(name, reader).ifPresent(clouds::add);
      }
      local.add(own);
      reader.finish();
    }
  }

  /** The further clouds. */
  List<AzureCloudBlock> clouds() {
    return List.copyOf(clouds);
  }

  /** What the site supplies for clouds, also for built-in ones. */
  List<LocalSources> local() {
    return local.stream().filter(it -> !it.isEmpty()).toList();
  }

  private void checkName(HclItem.Block block, String name, List<String> before) {
    int line = block.position().line();
    if (!NAME.matcher(name).matches()) {
      problems.error(line, "cloud: a name is 1 to 64 letters, digits, dots, hyphens, underscores");
    } else if (before.stream().anyMatch(other -> AsciiCase.equal(other, name))) {
      problems.error(line, "cloud \"" + name + "\": there is another of this name above");
    }
  }

  private void checkBuiltIn(
      HclItem.Block block, String name, BlockReader reader, LocalSources own) {
    List<String> others = reader.keys().stream().filter(key -> !LOCAL.contains(key)).toList();
    if (!others.isEmpty() || own.isEmpty()) {
      problems.error(
          block.position().line(),
          ("cloud \"%s\": this is the name of a built-in cloud; its block may have %s, %s, %s and %s"
                  + " only")
              .formatted(name, SERVICES, KEYS_FILE, ATTESTED_CA_FILE, ATTESTED_ISSUER_HOSTS));
    }
    others.forEach(reader::markKnown);
  }

  private LocalSources local(HclItem.Block block, String name, BlockReader reader) {
    Map<String, Integer> lines = new HashMap<>(Map.of("", block.position().line()));
    lines.put(SERVICES, reader.lineOf(SERVICES));
    lines.put(KEYS_FILE, reader.lineOf(KEYS_FILE));
    lines.put(ATTESTED_CA_FILE, reader.lineOf(ATTESTED_CA_FILE));
    lines.put(ATTESTED_ISSUER_HOSTS, reader.lineOf(ATTESTED_ISSUER_HOSTS));
    Optional<Path> keys = FileCheck.readable(reader, KEYS_FILE, source);
    keys.flatMap(FileCheck::writableByOthers).ifPresent(loose -> reader.warning(KEYS_FILE, loose));
    return new LocalSources(name, reader.text(SERVICES), keys, attested(reader), lines);
  }

  private LocalSources.Attested attested(BlockReader reader) {
    Optional<String> host = reader.text(ATTESTED_HOST);
    if (host.filter(name -> !HOST.matcher(name).matches()).isPresent()) {
      reader.error(ATTESTED_HOST, "must be the name of a host such as metadata.azure.com");
    }
    Optional<Path> authorities = FileCheck.readable(reader, ATTESTED_CA_FILE, source);
    authorities
        .flatMap(FileCheck::writableByOthers)
        .ifPresent(loose -> reader.warning(ATTESTED_CA_FILE, loose));
    return new LocalSources.Attested(host, authorities, issuerHosts(reader));
  }

  private static Optional<List<String>> issuerHosts(BlockReader reader) {
    if (!reader.has(ATTESTED_ISSUER_HOSTS)) {
      return Optional.empty();
    }
    List<String> hosts = reader.texts(ATTESTED_ISSUER_HOSTS);
    if (hosts.size() > MAX_ISSUER_HOSTS
        || hosts.stream().anyMatch(host -> !HOST_AND_PORT.matcher(host).matches())) {
      reader.error(
          ATTESTED_ISSUER_HOSTS,
          "must be at most " + MAX_ISSUER_HOSTS + " hosts such as www.microsoft.com or host:port");
    }
    return Optional.of(hosts);
  }

  private Optional<AzureCloudBlock> read(String name, BlockReader block) {
    for (String key : List.of("authority_host", "issuers")) {
      if (!block.has(key)) {
        block.missing(key, "a cloud cannot do without it");
      }
    }
    Optional<URI> authority = ServiceUris.read(block, "authority_host", HTTPS);
    if (authority.filter(CloudReader::hasPath).isPresent()) {
      block.error("authority_host", PATH_NOT_SUPPORTED);
      authority = Optional.empty();
    }
    List<String> issuers = block.texts("issuers");
    issuers.forEach(issuer -> checkIssuer(block, issuer));
    if (block.has("issuers") && issuers.isEmpty()) {
      block.error("issuers", "must name at least one issuer");
    }
    AzureCloudBlock.Services services = services(block);
    Optional<Path> authorities = FileCheck.readable(block, "ca_cert_file", source);
    return authority.map(host -> new AzureCloudBlock(name, host, issuers, services, authorities));
  }

  private static boolean hasPath(URI authority) {
    return !authority.getRawPath().isEmpty() && !authority.getRawPath().equals("/");
  }

  private static void checkIssuer(BlockReader block, String issuer) {
    ServiceUris.problemWith(issuer.replace(TENANT, "tenant"), HTTPS)
        .ifPresent(problem -> block.error("issuers", "each " + problem));
  }

  private static AzureCloudBlock.Services services(BlockReader block) {
    Optional<URI> resourceManager = ServiceUris.read(block, "resource_manager", HTTPS);
    Optional<String> audience =
        block.text("resource_manager_audience").or(() -> resourceManager.map(URI::toString));
    Optional<String> keyVault = keyVault(block);
    return new AzureCloudBlock.Services(
        resourceManager,
        audience,
        ServiceUris.read(block, "graph", HTTPS),
        ServiceUris.read(block, "metadata_service", HTTP_OR_HTTPS),
        keyVault,
        block.text("key_vault_audience").or(() -> keyVault.map(CloudReader::audience)),
        block.text("database_audience").orElse(DATABASES));
  }

  private static Optional<String> keyVault(BlockReader block) {
    Optional<String> address = block.text("key_vault");
    address
        .flatMap(
            text ->
                text.contains(VAULT)
                    ? ServiceUris.problemWith(text.replace(VAULT, "vault"), HTTPS)
                    : Optional.of("must have {vault_name} in the place of a vault's name"))
        .ifPresent(problem -> block.error("key_vault", problem));
    return address;
  }

  // The domain of the vaults; where they share a host, that.
  private static String audience(String keyVault) {
    String host = keyVault.replace(VAULT + ".", "");
    int path = host.indexOf('/', "https://".length());
    return path < 0 ? host : host.substring(0, path);
  }
}
