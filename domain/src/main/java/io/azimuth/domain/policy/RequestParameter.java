package io.azimuth.domain.policy;

import io.azimuth.domain.text.AsciiCase;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * A parameter of a request, as parameter rules see it.
 *
 * @param name as it was sent
 * @param names all names of the parameter in lower case, old ones too; rules for one are for all
 * @param sent the value as it was sent
 * @param form what is kept of values of this parameter
 * @param read whether the route reads the parameter; it ignores a name in another letter case
 */
public record RequestParameter(
    String name, Set<String> names, PolicyValue sent, KeptForm form, boolean read) {

  public RequestParameter {
    Objects.requireNonNull(name, "name");
    Set<String> all = new LinkedHashSet<>();
    all.add(AsciiCase.fold(name));
    names.forEach(other -> all.add(AsciiCase.fold(other)));
    names = Set.copyOf(all);
    Objects.requireNonNull(sent, "sent");
    Objects.requireNonNull(form, "form");
  }

  /** A parameter without a type and with one name. */
  public static RequestParameter untyped(String name, PolicyValue sent) {
    return new RequestParameter(name, Set.of(), sent, KeptForm.AS_SENT, true);
  }

  /** The value that is kept; the one that was sent, if the request will be refused for it. */
  PolicyValue kept() {
    return form.of(sent).orElse(sent);
  }

  /** Whether something is kept: an empty text, list or object of a typed parameter is nothing. */
  boolean isGiven() {
    return read && !(form.isTyped() && isEmpty(kept()));
  }

  private static boolean isEmpty(PolicyValue value) {
    return value.equals(new PolicyValue.Text(""))
        || (value instanceof PolicyValue.Items items && items.values().isEmpty())
        || (value instanceof PolicyValue.Fields fields && fields.members().isEmpty());
  }
}
