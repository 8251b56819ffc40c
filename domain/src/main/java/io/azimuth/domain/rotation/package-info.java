/**
 * Replacing a password of the server's own, in steps that survive a kill at any moment: what was
 * intended, what was added, when it is trusted, what is removed (spec 8.5).
 */
package io.azimuth.domain.rotation;
