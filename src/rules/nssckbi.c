/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roots in NSS's module of builtin objects, with their trust for mail: two
 * kinds of objects (PKCS#11, with the attributes of NSS pkcs11n.h), joined by
 * issuer and serial number. */
#include "rules/nssckbi.h"

#include <stdlib.h>
#include <string.h>

#include <p11-kit/pkcs11.h>
#include <p11-kit/pkcs11x.h>

#include "base/text.h"
#include "mail/library.h"

enum { OBJECTS_MAX = 1024, SLOTS_MAX = 8 };

struct module {
	CK_FUNCTION_LIST *f;
	CK_SESSION_HANDLE session;
};

/* Handles of all objects of a class; how many there are. */
static size_t find(const struct module *m, CK_OBJECT_CLASS class,
		   CK_OBJECT_HANDLE *out)
{
	CK_ATTRIBUTE wanted = {CKA_CLASS, &class, sizeof(class)};
	CK_ULONG n = 0;

	if (m->f->C_FindObjectsInit(m->session, &wanted, 1) != CKR_OK)
		return 0;
	if (m->f->C_FindObjects(m->session, out, OBJECTS_MAX, &n) != CKR_OK)
		n = 0;
	m->f->C_FindObjectsFinal(m->session);
	return n;
}

/* An attribute's bytes; empty where it is not there or too long. */
static void read_attribute(const struct module *m, CK_OBJECT_HANDLE object,
			   CK_ATTRIBUTE_TYPE type, struct buf *out)
{
	CK_ATTRIBUTE a = {type, NULL, 0};
	char *bytes;

	buf_clear(out);
	if (m->f->C_GetAttributeValue(m->session, object, &a, 1) != CKR_OK ||
	    a.ulValueLen == 0 || a.ulValueLen > CERT_SIZE_MAX)
		return;
	bytes = xcalloc(a.ulValueLen, 1);
	a.pValue = bytes;
	if (m->f->C_GetAttributeValue(m->session, object, &a, 1) == CKR_OK)
		buf_add(out, bytes, a.ulValueLen);
	free(bytes);
}

static bool is_for_mail(const struct module *m, CK_OBJECT_HANDLE object)
{
	CK_ULONG trust = 0;
	CK_ATTRIBUTE a = {CKA_TRUST_EMAIL_PROTECTION, &trust, sizeof(trust)};

	return m->f->C_GetAttributeValue(m->session, object, &a, 1) ==
		       CKR_OK &&
	       trust == CKT_NSS_TRUSTED_DELEGATOR;
}

/* Who is trusted for mail: issuer and serial number one after the other. */
static size_t read_trust(const struct module *m, struct buf *names)
{
	CK_OBJECT_HANDLE *objects = xcalloc(OBJECTS_MAX, sizeof(*objects));
	size_t n = find(m, CKO_NSS_TRUST, objects), mail = 0;
	struct buf serial = {0};

	for (size_t i = 0; i < n; i++) {
		if (!is_for_mail(m, objects[i]))
			continue;
		read_attribute(m, objects[i], CKA_ISSUER, &names[mail]);
		read_attribute(m, objects[i], CKA_SERIAL_NUMBER, &serial);
		buf_add(&names[mail++], serial.data, serial.len);
	}
	buf_clear(&serial);
	free(objects);
	return mail;
}

static bool is_among(const struct buf *names, size_t n, const struct buf *name)
{
	for (size_t i = 0; i < n; i++)
		if (names[i].len && buf_equal(&names[i], name))
			return true;
	return false;
}

/* False where it cannot be read as a certificate. */
static bool read_root(const struct module *m, CK_OBJECT_HANDLE object,
		      const struct buf *names, size_t n, struct store_row *row)
{
	struct buf der = {0}, name = {0}, serial = {0};
	struct report report = {0};
	struct cert *c = NULL;

	read_attribute(m, object, CKA_VALUE, &der);
	if (cert_parse(der.data, der.len, &c, &report) == 0) {
		read_attribute(m, object, CKA_ISSUER, &name);
		read_attribute(m, object, CKA_SERIAL_NUMBER, &serial);
		buf_add(&name, serial.data, serial.len);
		memcpy(row->fingerprint, c->fingerprint, FINGERPRINT_LEN);
		row->email = is_among(names, n, &name);
		row->name = cert_title(c);
	}
	report_clear(&report);
	buf_clear(&serial);
	buf_clear(&name);
	buf_clear(&der);
	cert_free(c);
	return c != NULL;
}

static int by_fingerprint(const void *a, const void *b)
{
	return memcmp(((const struct store_row *)a)->fingerprint,
		      ((const struct store_row *)b)->fingerprint,
		      FINGERPRINT_LEN);
}

/* How many roots there are, sorted; 0 where none is for mail. */
static size_t read_roots(const struct module *m, struct store_row **out)
{
	CK_OBJECT_HANDLE *objects = xcalloc(OBJECTS_MAX, sizeof(*objects));
	struct buf *names = xcalloc(OBJECTS_MAX, sizeof(*names));
	size_t mail = read_trust(m, names), n = 0;
	size_t count = mail ? find(m, CKO_CERTIFICATE, objects) : 0;
	struct store_row *rows = xcalloc(count + 1, sizeof(*rows));

	for (size_t i = 0; i < count; i++)
		n += read_root(m, objects[i], names, mail, &rows[n]);
	qsort(rows, n, sizeof(*rows), by_fingerprint);
	for (size_t i = 0; i < mail; i++)
		buf_clear(&names[i]);
	free(names);
	free(objects);
	*out = rows;
	return n;
}

static char *release_of(const struct module *m)
{
	CK_INFO info = {0};

	if (m->f->C_GetInfo(&info) != CKR_OK)
		return xstrdup(_("as installed here"));
	return xasprintf(_("libnssckbi %u.%02u, as installed here"),
			 info.libraryVersion.major, info.libraryVersion.minor);
}

/* Its one session; the module stays open. */
static bool open_module(const char *const *files, struct module *m)
{
	CK_RV (*get_list)(CK_FUNCTION_LIST **) = NULL;
	const struct library_call call = {"C_GetFunctionList", &get_list};
	CK_SLOT_ID slots[SLOTS_MAX];
	CK_ULONG n = SLOTS_MAX;

	return library_load(files, &call, 1) && get_list(&m->f) == CKR_OK &&
	       m->f->C_Initialize(NULL) == CKR_OK &&
	       m->f->C_GetSlotList(CK_TRUE, slots, &n) == CKR_OK && n > 0 &&
	       m->f->C_OpenSession(slots[0], CKF_SERIAL_SESSION, NULL, NULL,
				   &m->session) == CKR_OK;
}

const struct store_ops *nssckbi_load(const char *const *files)
{
	struct module m = {0};
	struct store_row *rows = NULL;
	struct store_ops *store = NULL;
	size_t n = 0;

	if (open_module(files, &m))
		n = read_roots(&m, &rows);
	if (n > 0) {
		store = xcalloc(1, sizeof(*store));
		*store = *store_mozilla_table();
		store->release = release_of(&m);
		store->rows = rows;
		store->n = n;
	} else {
		free(rows);
	}
	if (m.f)
		m.f->C_Finalize(NULL);
	return store;
}
