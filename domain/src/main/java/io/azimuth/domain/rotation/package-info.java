/**
 * Replaces a password of the server's own identity, in steps that survive a kill at any moment: the
 * intent, the new password, its proof, and the removal of the old password.
 */
package io.azimuth.domain.rotation;
