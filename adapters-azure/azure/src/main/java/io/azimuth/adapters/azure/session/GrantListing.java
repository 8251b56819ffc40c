package io.azimuth.adapters.azure.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.domain.azure.rights.ActionGrant;
import io.azimuth.domain.azure.rights.ActionPattern;
import io.azimuth.domain.azure.rights.Grants;
import io.azimuth.domain.text.AsciiCase;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pages of what a caller may do at a place, as they arrive. Read strictly: an exclusion that is
 * overlooked would make a right of what is none. Safe for use by many threads.
 */
final class GrantListing {

  static final int MAX_PAGES = 8;

  private final String path;
  private final List<ActionGrant> grants = new ArrayList<>();
  private int pages;
  private int patterns;

  /**
   * @param path of the list, with a slash at its begin
   */
  GrantListing(String path) {
    this.path = path;
  }

  /**
   * Adds a page.
   *
   * @return the address of the next one, if there is one
   * @throws UnusableAnswerException when it is no page, or there is too much
   */
  synchronized Optional<String> add(JsonNode page) {
    JsonNode value = page.path("value");
    if (!value.isArray()) {
      throw new UnusableAnswerException("the answer lists no rights");
    }
    value.forEach(grant -> grants.add(grant(grant)));
    pages++;
    Optional<String> next = next(page);
    if (next.isPresent() && pages == MAX_PAGES) {
      throw tooMany();
    }
    return next;
  }

  synchronized Grants told() {
    return new Grants(grants);
  }

  private ActionGrant grant(JsonNode said) {
    return new ActionGrant(
        patterns(said, "actions"),
        patterns(said, "notActions"),
        patterns(said, "dataActions"),
        patterns(said, "notDataActions"));
  }

  private List<ActionPattern> patterns(JsonNode said, String member) {
    JsonNode list = said.path(member);
    if (list.isMissingNode() || list.isNull()) {
      return List.of();
    }
    if (!list.isArray()) {
      throw new UnusableAnswerException("the answer cannot be read");
    }
    patterns += list.size();
    if (patterns > Grants.MAX_PATTERNS) {
      throw tooMany();
    }
    List<ActionPattern> read = new ArrayList<>();
    for (JsonNode text : list) {
      read.add(
          ActionPattern.parse(text.asText())
              .orElseThrow(() -> new UnusableAnswerException("the answer names no action")));
    }
    return read;
  }

  private static UnusableAnswerException tooMany() {
    return new UnusableAnswerException("the list of rights is too long");
  }

  // The host is the business of the pipeline.
  private Optional<String> next(JsonNode page) {
    String next = page.path("nextLink").asText("");
    if (next.isEmpty() || next.equals("null")) {
      return Optional.empty();
    }
    try {
      URI address = URI.create(next);
      if (address.getPath() != null && AsciiCase.equal(address.getPath(), path)) {
        return Optional.of(address.toURL().toString());
      }
    } catch (IllegalArgumentException | IOException e) {
      throw new UnusableAnswerException("the next page has no address");
    }
    throw new UnusableAnswerException("the next page is of another list");
  }
}
