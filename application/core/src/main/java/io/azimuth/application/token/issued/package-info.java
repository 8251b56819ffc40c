/** The tokens that mounts issued, as their auth methods see and revoke them. */
package io.azimuth.application.token.issued;
