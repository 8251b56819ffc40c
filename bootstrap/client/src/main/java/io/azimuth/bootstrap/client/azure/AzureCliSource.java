package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.ClientJson;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Fetches the token of the person, or the service principal, that is signed in to the Azure CLI:
 * {@code az account get-access-token}.
 */
public final class AzureCliSource implements AzureTokenSource {

  private static final int PATIENCE_SECONDS = 60;

  /** No character of these means anything to a shell: on Windows az is a batch file. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9:/._~-]{1,512}");

  private final Environment environment;
  private final Optional<String> tenant;
  private final int patienceSeconds;

  /**
   * Creates a source that runs the {@code az} on the {@code PATH} of this environment.
   *
   * @param tenant the tenant to get the token from; that of the active subscription if absent
   */
  public AzureCliSource(Environment environment, Optional<String> tenant) {
    this(environment, tenant, PATIENCE_SECONDS);
  }

  AzureCliSource(Environment environment, Optional<String> tenant, int patienceSeconds) {
    this.environment = environment;
    this.tenant = tenant;
    this.patienceSeconds = patienceSeconds;
  }

  @Override
  public AzureToken fetch(AzureTokenRequest order) {
    if (order.identity().isPresent()) {
      throw new ClientException(
          "az uses the identity that is signed in: leave --client-id, --object-id and"
              + " --msi-res-id out");
    }
    List<String> command = new ArrayList<>(program());
    command.addAll(List.of("account", "get-access-token", "--output=json"));
    command.add("--resource=" + plain("--resource", order.resource()));
    tenant.ifPresent(id -> command.add("--tenant=" + plain("--tenant", id)));
    return AzureToken.of(token(run(command)), Map.of());
  }

  private static String plain(String option, String value) {
    if (!PLAIN.matcher(value).matches()) {
      throw new ClientException("the value of " + option + " has characters that az cannot take");
    }
    return value;
  }

  private List<String> program() {
    boolean windows = File.separatorChar == '\\';
    String name = windows ? "az.cmd" : "az";
    Path found =
        Stream.of(environment.firstOf("PATH", "Path").orElse("").split(File.pathSeparator, -1))
            .flatMap(directory -> at(directory, name).stream())
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(
                () ->
                    new ClientException(
                        "there is no az on the PATH: install the Azure CLI, or fetch a token in"
                            + " another way and name its file with --jwt-file"));
    return windows ? List.of("cmd.exe", "/c", found.toString()) : List.of(found.toString());
  }

  // A relative entry would run a program of the directory in which the user is.
  private static Optional<Path> at(String directory, String name) {
    try {
      return Optional.of(Path.of(directory)).filter(Path::isAbsolute).map(it -> it.resolve(name));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private String run(List<String> command) {
    LocalProgram.End end = new LocalProgram("az", command, patienceSeconds).run(Map.of());
    if (end.code() != 0) {
      throw new ClientException(refusal(end));
    }
    return end.out();
  }

  private static String refusal(LocalProgram.End end) {
    return end.err().contains("az login")
        ? "nobody is signed in to the Azure CLI, or the sign-in has ended: run az login"
            + end.said()
        : "az failed with exit code " + end.code() + end.said();
  }

  private static SecretText token(String answer) {
    return ClientJson.parse(answer)
        .filter(Value.Obj.class::isInstance)
        .flatMap(object -> ApiReply.text((Value.Obj) object, "accessToken"))
        .filter(text -> !text.isBlank())
        .map(SecretText::of)
        .orElseThrow(() -> new ClientException("az gave an answer without a token"));
  }
}
