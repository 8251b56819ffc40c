package io.azimuth.product;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Every token, JWT and client secret that a test sent or received: none may be in any log. */
final class SeenSecrets {

  private static final int SHORTEST = 20; // what is shorter may be in a log for another reason
  private static final int LONGEST = 200;

  private final Set<String> secrets = ConcurrentHashMap.newKeySet();

  void add(String secret) {
    if (secret.length() >= SHORTEST) {
      secrets.add(secret.substring(0, Math.min(LONGEST, secret.length())));
    }
  }

  /** A JWT: its payload and its signature, each for itself; all tokens share their header. */
  void addJwt(String jwt) {
    String[] parts = jwt.split("\\.", -1);
    Arrays.stream(parts).skip(1).forEach(this::add);
  }

  Set<String> in(String text) {
    Set<String> found = new TreeSet<>();
    secrets.stream().filter(text::contains).forEach(found::add);
    return found;
  }

  Collection<String> all() {
    return secrets;
  }
}
