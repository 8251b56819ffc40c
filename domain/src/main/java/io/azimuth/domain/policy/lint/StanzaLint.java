package io.azimuth.domain.policy.lint;

import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.InvalidPolicyException;
import io.azimuth.domain.policy.PathPattern;
import io.azimuth.domain.policy.PathTemplate;
import io.azimuth.domain.policy.Stanza;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds mistakes that a single stanza shows. */
final class StanzaLint {

  private static final String VERSION_PREFIX = "v1/";

  private StanzaLint() {}

  static List<String> sentences(Stanza stanza) {
    List<String> sentences = new ArrayList<>();
    path(stanza, sentences);
    capabilities(stanza, sentences);
    return sentences;
  }

  private static void path(Stanza stanza, List<String> sentences) {
    PathTemplate path = stanza.path();
    String written = path.written();
    String bare = written.startsWith("/") ? written.substring(1) : written;
    if (written.startsWith("/")) {
      sentences.add(
          "paths have no leading slash; it is taken as " + InvalidPolicyException.quoted(bare));
    }
    if (bare.startsWith(VERSION_PREFIX)) {
      sentences.add(
          "paths begin behind /v1/, so this rule never applies; meant is probably "
              + InvalidPolicyException.quoted(bare.substring(VERSION_PREFIX.length())));
    }
    for (String expression : path.unknownExpressions()) {
      sentences.add(
          "{{"
              + expression
              + "}} is no template that is known, so this rule "
              + (stanza.denies()
                  ? "denies to everybody whatever could be in its place"
                  : "never applies to anybody"));
    }
    path.fixed().ifPresent(pattern -> wildcards(pattern, sentences));
  }

  private static void wildcards(PathPattern pattern, List<String> sentences) {
    String literal = pattern.literal();
    if (literal.indexOf('*') >= 0) {
      sentences.add(
          "* is a wildcard at the very end only, elsewhere it stands for itself; + stands for one"
              + " whole segment");
    }
    for (int i = literal.indexOf('+'); i >= 0; i = literal.indexOf('+', i + 1)) {
      if (!pattern.isWildcard(i)) {
        sentences.add("+ is a wildcard as a whole segment only; here it stands for itself");
        return;
      }
    }
  }

  private static void capabilities(Stanza stanza, List<String> sentences) {
    Set<Capability> written = stanza.capabilities();
    if (written.isEmpty()) {
      sentences.add("it grants nothing, and hides less specific rules that do");
    } else if (stanza.denies() && written.size() > 1) {
      sentences.add("deny takes away the other capabilities of this stanza");
    } else if (written.equals(Set.of(Capability.SUDO))) {
      sentences.add("sudo alone grants nothing: it counts beside another capability");
    }
    if (!stanza.parameters().isEmpty()
        && !stanza.denies()
        && written.stream().noneMatch(Capability::takesParameters)) {
      sentences.add(
          "its parameter rules are never looked at: they count for read, create, update and patch");
    }
  }
}
