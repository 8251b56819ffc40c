package io.azimuth.domain.kubernetes;

import io.azimuth.domain.claim.ClaimSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A service account of a cluster, as its tokens name it.
 *
 * @param namespace a DNS label
 * @param name a DNS subdomain
 * @param uid what distinguishes it from an earlier one of the same name
 * @param secretName the secret that holds its token; empty for a token that the cluster projects
 *     into a pod
 */
public record ServiceAccount(String namespace, String name, String uid, String secretName) {

  /** How the claim {@code sub} and the name of the user begin. */
  static final String USER_PREFIX = "system:serviceaccount:";

  private static final String OLD_PREFIX = "kubernetes.io/serviceaccount/";
  private static final String PRESENT = "kubernetes.io";

  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?");
  private static final Pattern UID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  public ServiceAccount {
    Objects.requireNonNull(secretName, "secretName");
    if (!areNames(namespace, name, uid, secretName)) {
      throw new IllegalArgumentException("not the names of a service account");
    }
  }

  /**
   * The service account of these claims, of a projected token or of one in a secret. Empty when
   * they name none, or when {@code sub} names another one.
   */
  public static Optional<ServiceAccount> of(ClaimSet claims) {
    boolean projected = claims.has(PRESENT);
    String namespace =
        projected ? text(claims, PRESENT, "namespace") : text(claims, OLD_PREFIX + "namespace");
    String name =
        projected
            ? text(claims, PRESENT, "serviceaccount", "name")
            : text(claims, OLD_PREFIX + "service-account.name");
    String uid =
        projected
            ? text(claims, PRESENT, "serviceaccount", "uid")
            : text(claims, OLD_PREFIX + "service-account.uid");
    String secretName = projected ? "" : text(claims, OLD_PREFIX + "secret.name");
    return areNames(namespace, name, uid, secretName)
            && text(claims, "sub").equals(USER_PREFIX + namespace + ":" + name)
        ? Optional.of(new ServiceAccount(namespace, name, uid, secretName))
        : Optional.empty();
  }

  /** The name of its user in the API of the cluster. */
  public String user() {
    return USER_PREFIX + namespace + ":" + name;
  }

  private static boolean areNames(String namespace, String name, String uid, String secretName) {
    return NAMESPACE.matcher(namespace).matches()
        && NAME.matcher(name).matches()
        && UID.matcher(uid).matches()
        && (secretName.isEmpty() || NAME.matcher(secretName).matches());
  }

  private static String text(ClaimSet claims, String... steps) {
    return claims
        .at(List.of(steps))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .orElse("");
  }
}
