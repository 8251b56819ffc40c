package io.azimuth.product.leak;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Every token, JWT, client secret and kept value that a test sent or received: none may be in any
 * log, however encoded. What looks like a token or a JWT may not either, though nobody has seen it.
 */
public final class SeenSecrets {

  private static final int SHORTEST = MultiTextSearch.WINDOW; // shorter ones may be there by chance
  private static final int LONGEST = 200;
  private static final int VARIETY = 3; // "xxx..." is long, and nobody's secret
  private static final Pattern TOKEN = Pattern.compile("\\b(?:azs|azb|azr|hvs|hvb)\\.[\\w-]{20,}+");
  private static final Pattern JWT =
      Pattern.compile("eyJ[\\w-]{10,}+\\.[\\w-]{10,}+\\.[\\w-]{10,}+");

  /** A search for what may not be in a text. */
  public interface Search {

    /** What is in it though. */
    Set<String> in(String text);
  }

  private final Set<String> secrets = ConcurrentHashMap.newKeySet();

  public void add(String secret) {
    if (secret.length() >= SHORTEST && secret.chars().distinct().count() >= VARIETY) {
      secrets.add(secret.substring(0, Math.min(LONGEST, secret.length())));
    }
  }

  /** A JWT: its payload and its signature, each for itself; all tokens share their header. */
  public void addJwt(String jwt) {
    String[] parts = jwt.split("\\.", -1);
    Arrays.stream(parts).skip(1).forEach(this::add);
  }

  /** What of it is in the text, and whatever else there looks like a token. */
  Set<String> in(String text) {
    return search().in(text);
  }

  /** Looks for all that were seen so far in one text after the other. */
  public Search search() {
    MultiTextSearch needles = new MultiTextSearch();
    for (String secret : secrets) {
      for (String form : SecretForms.of(secret)) {
        if (form.length() >= SHORTEST) {
          needles.add(form);
        }
      }
    }
    return text -> {
      Set<String> found = new TreeSet<>(needles.in(text));
      found.addAll(lookingLikeTokens(text));
      return found;
    };
  }

  /** What looks like a token or a JWT, whoever made it. */
  static Set<String> lookingLikeTokens(String text) {
    Set<String> found = new TreeSet<>();
    TOKEN.matcher(text).results().forEach(match -> found.add(match.group()));
    JWT.matcher(text).results().forEach(match -> found.add(match.group()));
    return found;
  }

  public Collection<String> all() {
    return secrets;
  }
}
