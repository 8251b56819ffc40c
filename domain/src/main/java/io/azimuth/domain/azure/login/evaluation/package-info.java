/** What the rules of a login have in common: what they read, and what each of them returns. */
package io.azimuth.domain.azure.login.evaluation;
