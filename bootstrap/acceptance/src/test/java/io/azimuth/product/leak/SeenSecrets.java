package io.azimuth.product.leak;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Every token, JWT, client secret and secret value that a test sent or received. No log may contain
 * one in any encoding, nor any other text that looks like a token or a JWT.
 */
public final class SeenSecrets {

  private static final int SHORTEST = MultiTextSearch.WINDOW; // shorter texts may appear by chance
  private static final int LONGEST = 200;
  private static final int VARIETY = 3; // "xxx..." is long, but not a secret
  private static final Pattern TOKEN = Pattern.compile("\\b(?:azs|azb|azr|hvs|hvb)\\.[\\w-]{20,}+");
  private static final Pattern JWT =
      Pattern.compile("eyJ[\\w-]{10,}+\\.[\\w-]{10,}+\\.[\\w-]{10,}+");

  /** A search for texts that a log must not contain. */
  public interface Search {

    /** The forbidden texts that this text contains. */
    Set<String> in(String text);
  }

  private final Set<String> secrets = ConcurrentHashMap.newKeySet();

  public void add(String secret) {
    if (secret.length() >= SHORTEST && secret.chars().distinct().count() >= VARIETY) {
      secrets.add(secret.substring(0, Math.min(LONGEST, secret.length())));
    }
  }

  /**
   * Adds the payload and the signature of a JWT separately. The header is the same in all tokens.
   */
  public void addJwt(String jwt) {
    String[] parts = jwt.split("\\.", -1);
    Arrays.stream(parts).skip(1).forEach(this::add);
  }

  /** The secrets and the texts like tokens that the text contains. */
  Set<String> in(String text) {
    return search().in(text);
  }

  /** A search for all secrets that were seen so far, for many texts. */
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

  /** The parts of the text that look like a token or a JWT, also of other origin. */
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
