import { authenticate } from '@/lib/server/http/next-auth/authenticate';

export { authenticate as GET, authenticate as POST };
