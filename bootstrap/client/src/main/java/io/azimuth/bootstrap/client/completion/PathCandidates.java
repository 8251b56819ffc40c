package io.azimuth.bootstrap.client.completion;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiClient;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.AuthMounts;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.ClientSettings;
import io.azimuth.bootstrap.client.ClientSettingsReader;
import io.azimuth.bootstrap.client.ClientVariables;
import io.azimuth.bootstrap.client.Sleeper;
import io.azimuth.bootstrap.client.token.TokenStores;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The paths of a server that begin with some text, as far as the user's token may list them. A
 * person waits for the answer, so it takes a second at most, and no failure is reported.
 */
public final class PathCandidates {

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final String AUTH = "auth/";
  private static final String SYSTEM = "sys/";
  private static final List<String> BELOW_SYSTEM =
      List.of(
          "audit",
          "auth",
          "health",
          "internal/",
          "leases/",
          "metrics",
          "mounts",
          "policies/acl/",
          "seal-status");

  private final Environment environment;

  /** Creates candidates for the user with this environment. */
  public PathCandidates(Environment environment) {
    this.environment = environment;
  }

  /**
   * The paths that begin with this.
   *
   * @param secrets whether paths are those of secrets, without {@code data/} and the like
   * @param address the address of the server, if it is not that of the environment
   */
  public List<String> beginningWith(String prefix, boolean secrets, Optional<String> address) {
    return CompletableFuture.supplyAsync(() -> quietly(prefix, secrets, address))
        .completeOnTimeout(List.of(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private List<String> quietly(String prefix, boolean secrets, Optional<String> address) {
    try {
      return Session.open(environment, address).stream()
          .flatMap(session -> session.below(parent(prefix), secrets).stream())
          .filter(path -> path.startsWith(prefix))
          .sorted()
          .toList();
    } catch (ClientException e) {
      return List.of();
    }
  }

  private static String parent(String prefix) {
    return prefix.substring(0, prefix.lastIndexOf('/') + 1);
  }

  /** One server and a token for it. */
  private record Session(ApiClient client, Optional<SecretText> secret) {

    static Optional<Session> open(Environment environment, Optional<String> address) {
      ClientSettings settings =
          new ClientSettingsReader(new ClientVariables(environment))
              .read(ClientSettingsReader.Overrides.onlyAddress(address));
      if (settings.isExposed() && !settings.allowPlainHttp()) {
        return Optional.empty();
      }
      ClientSettings hasty =
          new ClientSettings(
              settings.address(),
              settings.namespace(),
              settings.tls(),
              PATIENCE,
              0,
              settings.allowPlainHttp());
      Optional<SecretText> token = TokenStores.token(environment);
      return token.map(
          it ->
              new Session(
                  ApiClient.of(
                      TokenStores.key(environment, it).map(hasty::showing).orElse(hasty),
                      Sleeper.system()),
                  token));
    }

    List<String> below(String parent, boolean secrets) {
      ApiReply answer = client.sendExpectingSuccess(AuthMounts.QUESTION, secret);
      Value.Obj mounts = answer.data();
      if (parent.isEmpty()) {
        List<String> all = paths(mounts, "secret", "");
        if (!secrets) {
          all.add(AUTH);
          all.add(SYSTEM);
        }
        return all;
      }
      if (parent.equals(AUTH)) {
        return paths(mounts, "auth", AUTH);
      }
      if (parent.equals(SYSTEM)) {
        return prefixed(SYSTEM, BELOW_SYSTEM);
      }
      List<String> served = AuthMounts.of(answer).below(parent);
      if (!served.isEmpty() && !served.contains(AuthMounts.PARAMETER)) {
        return prefixed(parent, served);
      }
      return versioned(mounts, parent)
          .map(mount -> belowVersioned(mount, parent, secrets))
          .orElseGet(() -> keys(parent, parent));
    }

    private List<String> belowVersioned(String mount, String parent, boolean secrets) {
      String rest = parent.substring(mount.length());
      if (secrets) {
        return keys(mount + "metadata/" + rest, parent);
      }
      return rest.isEmpty()
          ? prefixed(mount, List.of("data/", "metadata/"))
          : keys(mount + rest.replaceFirst("^data/", "metadata/"), parent);
    }

    private List<String> keys(String listed, String parent) {
      return prefixed(parent, ApiReply.texts(ask(ApiCall.list(listed)).get("keys")));
    }

    private Value.Obj ask(ApiCall call) {
      return client.sendExpectingSuccess(call, secret).data();
    }

    private static List<String> paths(Value.Obj mounts, String kind, String prefix) {
      return prefixed(prefix, List.copyOf(object(mounts, kind).members().keySet()));
    }

    private static List<String> prefixed(String prefix, List<String> names) {
      List<String> all = new ArrayList<>();
      names.forEach(name -> all.add(prefix + name));
      return all;
    }

    private static Optional<String> versioned(Value.Obj mounts, String parent) {
      for (Map.Entry<String, Value> mount : object(mounts, "secret").members().entrySet()) {
        if (parent.startsWith(mount.getKey())
            && mount.getValue() instanceof Value.Obj details
            && ApiReply.text(object(details, "options"), "version")
                .filter("2"::equals)
                .isPresent()) {
          return Optional.of(mount.getKey());
        }
      }
      return Optional.empty();
    }

    private static Value.Obj object(Value.Obj outer, String name) {
      return ApiReply.object(outer, name).orElse(Value.Obj.EMPTY);
    }
  }
}
