package io.azimuth.bootstrap.command.client.session;

import io.azimuth.bootstrap.client.ApiClient;
import io.azimuth.bootstrap.client.ClientSettings;
import io.azimuth.bootstrap.client.ClientSettingsReader;
import io.azimuth.bootstrap.client.output.OutputFormat;
import io.azimuth.bootstrap.client.output.Printer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the server address, TLS and output; mixed into every client command. */
public final class ClientOptions {

  private final ClientContext context;

  @Option(
      names = "--address",
      paramLabel = "URL",
      description = "The server; else AZIMUTH_ADDR, VAULT_ADDR, https://127.0.0.1:8200.")
  private @Nullable String address;

  @Option(
      names = {"--namespace", "--ns"},
      paramLabel = "NAME",
      description = "Sent along; else AZIMUTH_NAMESPACE, VAULT_NAMESPACE.")
  private @Nullable String namespace;

  @Option(
      names = "--ca-cert",
      paramLabel = "FILE",
      description = "Authorities to trust, PEM; else AZIMUTH_CACERT, VAULT_CACERT.")
  private @Nullable Path caCert;

  @Option(
      names = "--ca-path",
      paramLabel = "DIR",
      description = "A directory of such files; else AZIMUTH_CAPATH, VAULT_CAPATH.")
  private @Nullable Path caPath;

  @Option(
      names = "--client-cert",
      paramLabel = "FILE",
      description = "The certificate to show, PEM; else AZIMUTH_CLIENT_CERT, VAULT_CLIENT_CERT.")
  private @Nullable Path clientCert;

  @Option(
      names = "--client-key",
      paramLabel = "FILE",
      description = "Its key, PEM; else AZIMUTH_CLIENT_KEY, VAULT_CLIENT_KEY.")
  private @Nullable Path clientKey;

  @Option(
      names = "--tls-skip-verify",
      description = "Trust any certificate; also AZIMUTH_SKIP_VERIFY, VAULT_SKIP_VERIFY.")
  private boolean skipVerify;

  @Option(
      names = "--allow-plain-http",
      description =
          "Send tokens and keys over plain HTTP to other machines; also AZIMUTH_ALLOW_PLAIN_HTTP.")
  private boolean allowPlainHttp;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      completionCandidates = Formats.class,
      description = "table, json or yaml; else AZIMUTH_FORMAT, VAULT_FORMAT, table.")
  private @Nullable String format;

  @Option(
      names = "--output-policy",
      description = "Send nothing; print the policy that the request would need.")
  private boolean outputPolicy;

  /** The formats, for shells that complete the option. */
  static final class Formats implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("table", "json", "yaml").iterator();
    }
  }

  /** Creates options that picocli fills later. */
  public ClientOptions(ClientContext context) {
    this.context = context;
  }

  /** Opens a session with these options. It connects at the first request. */
  public ClientSession open() {
    return openFor(chosenFormat());
  }

  /** The same, at this address when neither an option nor a variable names one. */
  public ClientSession openOrAt(Optional<String> standard) {
    return open(chosenFormat(), overrides(named().or(() -> standard)));
  }

  /** Whether an option or a variable names the address of the server. */
  public boolean namesServer() {
    return named().isPresent();
  }

  private Optional<String> named() {
    return Optional.ofNullable(address).or(() -> context.variables().get("ADDR"));
  }

  private OutputFormat chosenFormat() {
    return OutputFormat.parse(
        Optional.ofNullable(format).or(() -> context.variables().get("FORMAT")).orElse("table"));
  }

  /**
   * The same for a command that has formats of its own; the options for the format do not count.
   */
  public ClientSession openFor(OutputFormat chosen) {
    return open(chosen, overrides(Optional.ofNullable(address)));
  }

  private ClientSession open(OutputFormat chosen, ClientSettingsReader.Overrides overrides) {
    ClientSettings settings = new ClientSettingsReader(context.variables()).read(overrides);
    Printer printer = new Printer(context.console().out(), context.console().err(), chosen);
    return new ClientSession(
        context, ApiClient.of(settings, context.pause()), printer, outputPolicy);
  }

  /** The format that the command line names; empty when it names none. */
  public Optional<String> format() {
    return Optional.ofNullable(format);
  }

  private ClientSettingsReader.Overrides overrides(Optional<String> server) {
    return new ClientSettingsReader.Overrides(
        server,
        Optional.ofNullable(namespace),
        Optional.ofNullable(caCert),
        Optional.ofNullable(caPath),
        Optional.ofNullable(clientCert),
        Optional.ofNullable(clientKey),
        skipVerify,
        allowPlainHttp);
  }
}
