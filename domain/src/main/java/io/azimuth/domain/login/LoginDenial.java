package io.azimuth.domain.login;

/**
 * Why a login is refused. An auth method has an enum of its reasons. The code is documented and
 * never renamed; the sentence is for the caller, the hint for the operator alone.
 */
public interface LoginDenial {

  /** The stable code: lower case and underscores, one of few, since logins are counted by it. */
  String code();

  /** What happened, without any value. */
  String sentence();

  /** What the operator may change. */
  String hint();

  /**
   * The reason that the caller reads. Until it is proved whose login it is, that is the same one
   * for all causes.
   */
  LoginDenial asCallerSeesIt();

  /**
   * How much of the refusal the caller may read; the operator reads all of it. By default the
   * sentence, and nothing where the caller reads another reason than this.
   */
  default Disclosure disclosure() {
    return asCallerSeesIt().equals(this) ? Disclosure.SENTENCE : Disclosure.NOTHING;
  }

  /**
   * Whether the log warns of it, because it may be an attack that got far, such as one with a
   * stolen token.
   */
  default boolean isAlarm() {
    return false;
  }
}
